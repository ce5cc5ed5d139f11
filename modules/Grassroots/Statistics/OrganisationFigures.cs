namespace OrgWork.Grassroots;

/// <summary>Indicators of how organisations are set up and led (IND-03 to IND-06).</summary>
static class OrganisationFigures
{
    const string Group = "组织设置", Branch = "中国共产党支部工作条例（试行）", Read = "grassroots.organisations.read", Record = "grassroots/organisations";

    public static readonly Counted Changes = new()
    {
        Id = "organisation-changes", Title = "组织设置调整", Counter = "次", ReadPermission = Read, RecordPath = Record, RecordColumn = "organisation_id",
        Columns = [Field.Code("kind", "调整", GrassrootsCodes.ChangeKind), Field.Code("cause", "原因", GrassrootsCodes.ChangeCause), Field.Date("effective_on", "生效日期"), Field.Text("became", "调整后").Wide(), Field.Text("document_no", "批复文号")],
        Sql = """
            select c.id, c.organisation_id, c.locality_path, o.name as title, c.kind, c.cause, c.effective_on, c.became, c.document_no
            from grassroots.organisation_change c join grassroots.organisation o on o.id = c.organisation_id where c.removed_at is null and c.effective_on between {from} and {day}
            """,
    };

    public static readonly Counted Special = new()
    {
        Id = "organisations-by-form", Title = "临时和功能型党组织", Counter = "个", ReadPermission = Read, RecordPath = Record,
        Columns = [Field.Code("form", "设置形式", GrassrootsCodes.Form), Field.Text("bound_to", "依托").Wide(), Field.Date("founded_on", "建立时间"), Field.Date("planned_end_on", "计划结束"), Field.Number("attached", "编入党员"), Field.Number("households", "带动户数")],
        Sql = """
            select o.id, o.locality_path, o.name as title, o.state, o.form, o.bound_to, o.founded_on, o.planned_end_on, o.households, o.abolished_on,
                   (select count(*)::int from grassroots.attached_member a where a.organisation_id = o.id and a.removed_at is null and a.began_on <= {day} and (a.ended_on is null or a.ended_on > {day})) as attached
            from {grassroots.organisation} o where o.state in ('1', '2', '9') and (o.state = '2' or o.form > '1')
            """,
    };

    /// <summary>Secretaries' seats that were or became vacant this year; filled is one on which somebody sits since.</summary>
    public static readonly Counted Vacancies = new()
    {
        Id = "secretary-vacancies", Title = "书记席位空缺", Counter = "个", ReadPermission = Read, RecordPath = "grassroots/committees", RecordColumn = "organisation_id",
        Columns = [Field.Date("vacant_on", "空缺"), Field.Date("filled_on", "补齐"), Field.Code("sphere", "领域", GrassrootsCodes.Sphere)],
        Sql = $$"""
            select md5(s.id::text || v.vacant_on)::uuid as id, o.id as organisation_id, o.locality_path, o.name as title, o.sphere, v.vacant_on, v.filled_on, v.filled_on is not null as is_filled
            from grassroots.committee_seat s join {grassroots.organisation} o on o.id = s.organisation_id
            cross join lateral (
              select g.vacant_on, (
                select min(p.began_on) from (
                  select n.began_on from grassroots.member_post n where n.seat_id = s.id and n.removed_at is null
                  union all select h.began_on from {{CommitteeBook.GoneSql("e.seat_id = s.id")}} h) p
                where p.began_on >= g.vacant_on and p.began_on <= {day}) as filled_on
              from (select e.left_on as vacant_on from ({{CommitteeBook.LeftSql("e.seat_id = s.id")}}) e where e.left_on <= {day}
                    union select s.opened_on where s.opened_on <= {day}) g
            ) v
            where s.removed_at is null and s.post = '001A' and (s.closed_on is null or s.closed_on > {day}) and o.abolished_on is null
              and (v.filled_on is null or v.filled_on >= {from} and v.filled_on > v.vacant_on)
            """,
    };

    static Figure Changed(string id, string title, string where, string words) => new() { Id = id, Title = title, Group = Group, Of = Changes, Where = where, Period = "本年", Formula = words, Source = Branch };

    public static IReadOnlyList<Figure> All =>
    [
        Changed("adjusted", "基层党支部调整优化", "true", "年初至统计日生效的设立、撤销、合并、拆分、更名、隶属变更、改设"),
        Changed("adjusted-reform", "其中：因机构改革调整", "cause = '1'", "原因为机构改革的组织设置调整"),
        Changed("founded", "本年新设党组织", "kind = '1'", "年初至统计日设立生效的党组织"),
        Changed("abolished", "本年撤销、并入党组织", "kind in ('2', '3')", "年初至统计日撤销、并入其他党组织的"),
        new() { Id = "temporary-founded", Title = "临时党组织组建数", Group = Group, Of = Special, Where = "(state = '2' or form >= '6') and founded_on >= {from}", Period = "本年", Formula = "年初至统计日组建的临时党组织", Source = Branch },
        new() { Id = "temporary", Title = "现有临时党组织", Group = Group, Of = Special, Where = "state = '2' and abolished_on is null", Formula = "统计日没有撤销的临时党组织", Source = Branch },
        new() { Id = "functional", Title = "产业、项目、合作社党支部", Group = Group, Of = Special, Where = "form in ('2', '3', '4', '5') and abolished_on is null", Formula = "统计日依托产业链、项目、合作社设置的党支部", Source = "基层党建工作要求（各地）" },
        new() { Id = "secretaries-filled", Title = "党组织书记补齐率", Group = Group, Of = Vacancies, Where = "is_filled", OutOf = "true", Wanting = "not is_filled", WantingWords = "还空缺的", Period = "本年", Formula = "本年补齐的书记空缺 ÷（年初空缺的 ＋ 本年新出现的空缺）", Source = "基层党组织书记队伍建设要求", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
    ];
}
