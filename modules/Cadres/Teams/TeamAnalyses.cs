namespace OrgWork.Cadres;

/// <summary>班子和干部综合分析研判 (C2.12): a session over the teams of a scope, with what is found of each team and person, and measures; how many of the teams in scope were analysed.</summary>
static class TeamAnalyses
{
    const string Read = TeamYears.Analyse, Write = TeamYears.Judge;

    static readonly CodeSet States = new("team_analysis_state", "状态", "本平台", [new("1", "研判中"), new("2", "已完成")]);
    static readonly CodeSet Scopes = new("team_analysis_scope", "范围", "本平台", [new("1", "市、县党政班子"), new("2", "党政机关班子"), new("3", "乡镇（街道）班子"), new("4", "其他班子"), new("5", "全部班子")]);
    public static readonly CodeSet Measures = new("analysis_measure", "建议措施", "本平台", [new("0", "保持稳定"), new("1", "调整"), new("2", "交流"), new("3", "培养"), new("4", "提醒")]);

    public static readonly Register Register = new()
    {
        Id = "team-analyses", Title = "班子分析研判", Noun = "分析研判", Counter = "次", Table = "team_analysis", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "分析研判", 100).Required().Wide(), Field.Date("held_on", "日期").Required().Listed().Filter().Sortable(), Field.Code("scope", "范围", Scopes).Required().Listed().FirstFilter(), Field.Text("participants", "参加人员", 300).Required(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("concluded_on", "完成日期").Listed().ByDeed(), Field.LongText("summary", "研判结论").ByDeed(),
        ],
        Conditions = [new("研判中", "state=1"), new("已完成", "state=2") { Light = "green" }],
        Actions = [new("研判进度", "cadres/teams/analysis", Read, IsForOne: true)],
        Children = [Teams, People],
        Deeds =
        [
            new("scope", "列入班子", Write)
            {
                Consequence = "把范围里的班子都列入，已经列入的不变；逐个研判",
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into analysed_team (team_analysis_id, locality_path, rank_order, name, team_id, created_by)
                    select a.id, a.locality_path, (row_number() over (order by t.locality_path, t.rank_order, t.id))::int, t.name, t.id, @by from team_analysis a join team t on t.removed_at is null and starts_with(t.locality_path, a.locality_path) and (a.scope = '5' or a.scope = t.kind or a.scope = '4' and t.kind > '3')
                    where a.id = @id and a.state = '1' on conflict (team_analysis_id, team_id) where removed_at is null do nothing
                    """, OneStatement.Said(db, deed), stop) == 0 ? "范围里没有班子，或都已经列入" : null,
            },
            new("conclude", "完成研判", Write)
            {
                Consequence = "研判结论和逐个班子、逐个干部的建议固定下来",
                Fields = [Field.Date("concluded_on", "完成日期").Required().Past(), Field.LongText("summary", "研判结论", 4000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var (all, open) = await db.FirstAsync<(int, int)>("select count(*)::int, count(*) filter (where analysed_on is null)::int from analysed_team where team_analysis_id = @Id and removed_at is null", new { deed.Id }, stop);
                    if (all == 0) return "还没有列入班子";
                    if (open > 0) return $"还有 {open} 个班子没有研判（共 {all} 个）";
                    return await db.ExecuteAsync("update team_analysis set state = '2', concluded_on = @concluded_on, summary = @summary, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", OneStatement.Said(db, deed), stop) == 0 ? "已经完成" : null;
                },
            },
        ],
    };

    static Register Teams => new()
    {
        Id = "teams", Title = "班子", Noun = "班子", Counter = "个", Table = "analysed_team", ParentColumn = "team_analysis_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "班子", 100).Required().Listed(), Field.Row("team_id", "班子台账", "teams") with { IsRequired = true }, Field.Date("analysed_on", "研判日期").Listed().Past(), Field.Text("findings", "班子情况", 1000).Hinted("研判了的必填"), Field.Code("measure", "建议措施", Measures).Listed().Hinted("研判了的必填"), Field.Text("proposal", "具体建议", 500).Listed()],
    };

    static Register People => new()
    {
        Id = "people", Title = "干部", Noun = "干部", Counter = "人", Table = "analysed_person", ParentColumn = "team_analysis_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("findings", "干部情况", 1000).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Code("measure", "建议措施", Measures).Required().Listed(), Field.Text("proposal", "具体建议", 500).Listed()],
    };

    // 紧缺专业 C2.13

    public static readonly CodeSet Ways = new("scarce_measure", "办法", "本平台", [new("1", "培训"), new("2", "交流"), new("3", "引进、选聘")]);

    public static readonly Register Scarce = new()
    {
        Id = "scarce-specialties", Title = "紧缺专业", Noun = "紧缺专业", Counter = "项", Table = "scarce_specialty", ReadPermission = TeamYears.Read, WritePermission = TeamYears.Write,
        Fields =
        [
            Field.Text("name", "紧缺专业", 60).Required().Wide(), Field.Text("tag", "专长含有", 40).Required().Listed().Hinted("现有人才按“熟悉专业有何专长”和所学专业里含有这几个字的算"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Text("posts", "需要的班子和岗位", 300).Required().Listed(), Field.Number("demand", "需求（人）", 1, 10000).Required().Listed(), Field.Code("measure", "办法", Ways).Required().Listed().FirstFilter(), Field.Text("measure_words", "具体措施", 300).Required(),
        ],
        Conditions = [new("培训", "measure=1"), new("交流", "measure=2"), new("引进、选聘", "measure=3")],
    };
}
