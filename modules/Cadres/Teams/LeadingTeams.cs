namespace OrgWork.Cadres;

/// <summary>领导班子台账: a team, its seats and the numbers approved for it. Who sits where is a line of the career; see README.</summary>
public static class LeadingTeams
{
    const string Read = "cadres.teams.read", Write = "cadres.teams.edit";

    public static readonly Register Register = new()
    {
        Id = "teams", Title = "领导班子", Noun = "领导班子", Counter = "个", Table = "team",
        ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Name("name", "班子名称") with { MaxLength = 100 },
            Field.Code("kind", "班子类别", CadreCodes.TeamKind).Required().Listed().FirstFilter().DefaultsTo("2"),
            Field.Unit("unit_id", "机构").Listed().Filter(),
            Field.Date("term_began_on", "本届开始").Listed().Filter().Past().Hinted("换届大会选举产生的日期"),
            Field.Number("term_years", "任期（年）", 1, 10).DefaultsTo("5"),
            Field.LongText("remark", "备注", 500),
        ],
        Rules = [.. TeamRules.All, TermChangeRules.Due],
        Conditions = [ReadyCondition.Of(TeamRules.Quota), ReadyCondition.Of(TeamRules.PrincipalVacant), ReadyCondition.Of(TeamRules.PrincipalLong), ReadyCondition.Of(TermChangeRules.Due)],
        Actions =
        [
            new("班子一览", "cadres/teams/board", Read, IsForOne: true), new("研判材料", "cadres/teams/pack", TeamYears.Analyse, IsForOne: true),
        ],
        Children = [Seat, ApprovedNumber, TeamYears.Specialties, TeamYears.Successors], Deeds = TeamYears.OnTeams,
    };

    static Register Seat => new()
    {
        Id = "seats", Title = "职位", Noun = "职位", Counter = "个", Table = "team_seat", ParentColumn = "team_id", BeganColumn = "opened_on",
        ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("post", "职位", 120).Required().Listed().Hinted("如 县委常委、组织部部长；不写单位全称"),
            Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed(),
            Field.Code("management", "管理类别", StandardCodes.ManagementPower).Listed().Hinted("由哪一级党委管理；任免由那一级办理"),
            Field.Flag("is_principal", "正职").Listed(),
            Field.Code("way", "任用方式", Appointing.Ways).Required().DefaultsTo("1").Hinted("选举产生的职务，任职从选举之日算起，不设试用期"),
            Field.Flag("is_counted", "占职数").Listed().DefaultsTo("1").Hinted("挂职、援派的不占"),
            Field.Date("opened_on", "设立日期").Required().Listed().Past(),
            Field.Date("closed_on", "撤销日期").Listed().Past().Hinted("撤销的职位留在历届班子里"),
            Field.Text("remark", "说明", 200),
        ],
    };

    static Register ApprovedNumber => new()
    {
        Id = "quotas", Title = "核定职数", Noun = "核定职数", Counter = "条", Table = "team_quota", ParentColumn = "team_id", BeganColumn = "began_on",
        ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("document_no", "核定文号", 60).Required().Listed(),
            Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed().Hinted("不填的，是整个班子的职数"),
            Field.Number("approved", "核定职数", 0, 200).Required().Listed(),
            Field.Date("began_on", "自何日起").Required().Listed().Past(),
            Field.Date("ended_on", "至何日前").Listed().Hinted("重新核定的，先在这里填上日期，再登新的一条"),
            Field.Text("remark", "说明", 200),
        ],
    };
}
