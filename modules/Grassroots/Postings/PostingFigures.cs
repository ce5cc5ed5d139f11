namespace OrgWork.Grassroots;

/// <summary>驻村选派: 应派尽派 (IND-77), days in the village, and who was commended, talked to and called back (IND-78).</summary>
static class PostingFigures
{
    const string Group = "驻村帮扶", Source = "关于向重点乡村持续选派驻村第一书记和工作队的意见", Record = "grassroots/postings";

    static readonly Counted Wanted = new()
    {
        Id = "posting-wanted", Title = "应派人的村（社区）", Counter = "个", ReadPermission = Postings.Read, RecordPath = "grassroots/organisations",
        RecordColumn = "organisation_id", Columns = [Field.Code("kind", "应派", Postings.Wanted), Field.Code("reason", "列入原因", Postings.Reasons), Field.Text("people", "在岗的人").Wide()],
        Sql = """
            select w.id, w.organisation_id, w.locality_path, w.title, w.kind, w.reason, p.people, p.people is not null as is_posted
            from (select t.id, t.organisation_id, t.locality_path, t.title, t.kind, t.reason from grassroots.posting_target t where t.removed_at is null and t.listed_on <= {day} and coalesce(t.ended_on > {day}, true)
                  union all select o.id, o.id, o.locality_path, o.name, '1', '1' from {grassroots.organisation} o where o.is_weak and o.is_village and o.abolished_on is null and not exists (select from grassroots.posting_target t where t.organisation_id = o.id and t.kind = '1' and t.removed_at is null and t.listed_on <= {day} and coalesce(t.ended_on > {day}, true))) w
            left join lateral (select string_agg(x.name || '（' || x.unit || '）', '、' order by x.began_on, x.id) as people from grassroots.posting x where x.organisation_id = w.organisation_id and x.role = case w.kind when '1' then '1' else '4' end and x.removed_at is null and x.began_on <= {day} and coalesce(x.ended_on > {day}, true)) p on true
            """,
    };

    static readonly Counted Sent = new()
    {
        Id = "postings", Title = "在岗选派干部", ReadPermission = Postings.Read, RecordPath = Record,
        Columns = [Field.Text("unit", "派出单位"), Field.Code("level", "派出层级", Postings.SentBy), Field.Code("role", "担任", Postings.Roles), Field.Text("organisation", "村（社区）").Wide(), Field.Date("due_on", "期满日期"), Field.Number("days", "上月驻村（天）")],
        Sql = """
            select p.id, p.locality_path, p.name as title, p.unit, p.level, p.role, o.name as organisation, p.began_on, p.due_on, exists (select from grassroots.posting n where n.replaces_id = p.id and n.removed_at is null) as has_next, p.began_on <= (date_trunc('month', {day}::date) - interval '1 month')::date as is_whole,
                   (select coalesce(sum(m.days), 0)::int from grassroots.posting_month m where m.posting_id = p.id and m.removed_at is null and m.month = (date_trunc('month', {day}::date) - interval '1 month')::date) as days
            from grassroots.posting p join grassroots.organisation o on o.id = p.organisation_id where p.removed_at is null and p.began_on <= {day} and coalesce(p.ended_on > {day}, true)
            """,
    };

    static readonly Counted Cases = new()
    {
        Id = "posting-cases", Title = "驻村干部表彰、约谈、召回", Counter = "件", ReadPermission = Postings.Read, RecordPath = "grassroots/posting-cases",
        Columns = [Field.Code("kind", "种类", Postings.Cases), Field.Code("level", "派出层级", Postings.SentBy), Field.Text("reason", "事由").Wide(), Field.Text("decider", "决定机关（人）"), Field.Date("decided_on", "决定日期")],
        Sql = "select c.id, c.locality_path, c.title, c.kind, c.level, c.reason, c.decider, c.decided_on from grassroots.posting_case c where c.removed_at is null and c.decided_on between {from} and {day}",
    };

    static Figure Covered(string id, string kind, string title, string formula) => new() { Id = id, Title = title, Group = Group, Of = Wanted, Where = $"kind = '{kind}' and is_posted", OutOf = $"kind = '{kind}'", Wanting = $"kind = '{kind}' and not is_posted", WantingWords = "还没有派人的", Period = "月", Formula = formula, Source = Source, Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 };
    static Figure Case(string id, string kind) => new() { Id = id, Title = $"驻村干部{Postings.Cases.NameOf(kind)}", Group = Group, Of = Cases, Where = $"kind = '{kind}'", Period = "本年", Formula = $"本年{Postings.Cases.NameOf(kind)}的件数", Source = "驻村干部管理办法（各地）" };

    public static IReadOnlyList<Figure> All =>
    [
        Covered("first-secretaries", "1", "第一书记应派尽派率", "有在岗第一书记的 ÷ 应派的村（名单上的，和软弱涣散的村）"), Covered("communities-posted", "2", "社区下沉干部应派尽派率", "有在岗下沉干部的 ÷ 名单上应派的社区"),
        new() { Id = "postings", Title = "在岗选派干部", Group = Group, Of = Sent, Formula = "已到岗、没有离岗的", Source = Source },
        new() { Id = "postings-ending", Title = "快要期满没有定接替的", Group = Group, Of = Sent, Under = [PostingRules.Ending], Where = "{broken}", Formula = "在规则所定天数内期满、没有登记接替的在岗选派干部", Source = Source, Better = Better.Lower, Yellow = 0 },
        new() { Id = "postings-there", Title = "上月驻村天数达标率", Group = Group, Of = Sent, Under = [PostingRules.There], Where = "is_whole and {met}", OutOf = "is_whole", Wanting = "is_whole and {met} is not true", WantingWords = "天数不够的", Period = "月", Formula = "上月驻村不少于规则所定天数的 ÷ 上月初已到岗的", Source = "驻村干部管理办法（各地）", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        Case("postings-commended", "1"), Case("postings-warned", "2"), Case("postings-recalled", "3"),
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new() { Id = "posting-cases", Number = "表34", Title = "驻村干部表彰、约谈、召回", Of = Cases, RowHead = "派出层级", Rows = [Lines.All, .. Lines.Codes(Postings.SentBy, "level", 1)], Columns = [Lines.All, .. Lines.Codes(Postings.Cases, "kind", 1)], Checks = [new("列1=列2+列3+列4")], Note = "本年决定的，按派出层级。", Source = "表彰一批、约谈一批、召回一批（各地）", Confidence = "待核" },
        new() { Id = "postings", Number = "表35", Title = "在岗选派干部", Of = Sent, RowHead = "派出层级", Rows = [Lines.All, .. Lines.Codes(Postings.SentBy, "level", 1)], Columns = [Lines.All, .. Lines.Codes(Postings.Roles, "role", 1)], Checks = [new("列1=列2+列3+列4+列5")], Note = "当日在岗的，按派出层级和担任的工作。", Source = Source, Confidence = "待核" },
    ];
}
