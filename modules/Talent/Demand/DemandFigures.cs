namespace OrgWork.Talent;

/// <summary>What comes of needs and wishes brought together, and of what employers find hard.</summary>
static class DemandFigures
{
    const string Read = Employers.Read, Group = "需求和对接";

    static readonly Counted Pairs = new()
    {
        Id = "pairs", Title = "供需对接", Counter = "对", ReadPermission = Read, RecordPath = "talent/pairings",
        Columns = [Field.Date("proposed_on", "推荐"), Field.Date("signed_on", "签约"), Field.Date("ended_on", "终止")],
        Sql = "select p.id, p.locality_path, p.title, p.proposed_on, case when p.signed_on <= {day} then p.signed_on end as signed_on, case when p.ended_on <= {day} then p.ended_on end as ended_on from talent.pairing p where p.removed_at is null and p.proposed_on between {from} and {day}",
    };

    static readonly Counted Wanted = new()
    {
        Id = "demands", Title = "人才需求", Counter = "项", ReadPermission = Read, RecordPath = "talent/demands",
        Columns = [Field.Text("employer", "用人单位").Wide(), Field.Date("filed_on", "登记"), Field.Number("needed", "需要（人）"), Field.Number("signed", "签约（对）")],
        Sql = """
            select d.id, d.locality_path, d.title, e.name as employer, d.filed_on, d.needed, (select count(*)::int from talent.pairing p where p.demand_id = d.id and p.removed_at is null and p.signed_on <= {day}) as signed
            from talent.demand d join talent.employer e on e.id = d.employer_id where d.removed_at is null and d.intake = '2' and d.filed_on between {from} and {day}
            """,
    };

    static readonly Counted Problems = new()
    {
        Id = "problems", Title = "企业引才难题", Counter = "件", ReadPermission = Read, RecordPath = "talent/enterprise-problems",
        Columns = [Field.Text("employer", "企业").Wide(), Field.Code("kind", "类型", Talent.Problems.Kind), Field.Date("raised_on", "提出"), Field.Date("due_on", "期限"), Field.Date("closed_on", "解决")],
        Sql = """
            select p.id, p.locality_path, p.title, e.name as employer, p.kind, p.raised_on, p.due_on, case when p.closed_on <= {day} then p.closed_on end as closed_on
            from talent.enterprise_problem p join talent.employer e on e.id = p.employer_id where p.removed_at is null and p.raised_on between {from} and {day}
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        Spans.Share("pairs-signed", "供需对接签约率", Group, Pairs, "signed_on is not null", "true", "已签约的 ÷ 年初至统计日推荐的", "供需对接台账（本平台）", wanting: "没有签约的"),
        Spans.Share("pairs-signed-quarter", "供需对接签约率（本季度）", Group, Pairs, "signed_on is not null", $"proposed_on >= {Spans.Quarter}", "已签约的 ÷ 本季度推荐的", "供需对接台账（本平台）", "本季度", wanting: "没有签约的"),
        Spans.Share("demands-signed", "需求签约率", Group, Wanted, "signed > 0", "true", "有签约的需求 ÷ 年初至统计日登记的需求", "人才需求台账（本平台）", wanting: "没有签约的"),
        Spans.Share("problems-solved", "企业引才难题解决率", Group, Problems, "closed_on is not null", $"raised_on >= {Spans.Quarter}", "企业确认解决的 ÷ 本季度登记的", "企业引才难题台账（本平台）", "本季度", wanting: "没有解决的"),
    ];

    public static readonly Report ByKind = new()
    {
        Id = "enterprise-problems", Number = "表5", Title = "企业引才难题：按类型", Of = Problems, RowHead = "类型", Rows = [Lines.All, .. Lines.Codes(Talent.Problems.Kind, "kind", 1)],
        Columns = [Lines.All, new("已解决", "closed_on is not null"), new("没有解决", "closed_on is null"), new("超期没有解决", "closed_on is null and due_on < {day}"), Line.Percent("解决率", 2, 1)], Checks = [new("列1=列2+列3"), new("行1=行2+行3+行4+行5")], Note = "年初至统计日提出的。", Source = "企业引才难题台账（本平台）",
    };
}
