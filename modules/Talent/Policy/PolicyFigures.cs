namespace OrgWork.Talent;

/// <summary>What policies reach, who knows of them, what is paid under them and how fast; the fund that pays.</summary>
static class PolicyFigures
{
    const string Read = Policies.Read, Group = "政策兑现", Known = "政策供给和知晓", Fund = "人才资金", Book = "政策兑现台账（本平台）";

    static readonly Counted Items = new()
    {
        Id = "fund", Title = "资金科目", Counter = "个", ReadPermission = FundBook.Read, RecordPath = "talent/fund-items",
        Columns = [Field.Code("line", "资金类别", FundBook.Line), Field.Number("budget", "预算（元）"), Field.Number("committed", "已承诺（元）"), Field.Number("paid", "已支付（元）")],
        Sql = """
            select i.id, i.locality_path, i.name as title, i.line, b.budget, b.committed, b.paid
            from talent.fund_item i cross join lateral (select coalesce(sum(case v.kind when 'budget' then v.amount when 'cut' then -v.amount end), 0)::bigint as budget, coalesce(sum(case when v.kind = 'commit' then v.amount when v.kind in ('release', 'pay') then -v.amount end), 0)::bigint as committed,
                coalesce(sum(case v.kind when 'pay' then v.amount when 'refund' then -v.amount end), 0)::bigint as paid from talent.fund_voucher v where v.fund_item_id = i.id and v.on_day <= {day}) b
            where i.removed_at is null and i.year = extract(year from {day})::int
            """,
    };

    static readonly Counted Paid = new()
    {
        Id = "fulfilled", Title = "兑现的申报", Counter = "件", ReadPermission = Read, RecordPath = "talent/applications",
        Columns = [Field.Text("clause", "条款").Wide(), Field.Code("class", "政策类别", Policies.Class), Field.Number("granted", "金额（元）"), Field.Date("paid_on", "拨付")],
        Sql = """
            select a.id, a.locality_path, a.title, c.title as clause, c.class, a.granted, a.paid_on, row_number() over (partition by a.locality_path, coalesce(a.talent_id, a.employer_id) order by a.paid_on, a.id) = 1 as is_first
            from talent.application a join talent.policy_clause c on c.id = a.clause_id where a.removed_at is null and a.paid_on between {from} and {day}
            """,
    };

    static readonly Counted Decided = new()
    {
        Id = "decided", Title = "办结的申报", Counter = "件", ReadPermission = Read, RecordPath = "talent/applications",
        Columns = [Field.Text("clause", "条款").Wide(), Field.Date("accepted_on", "受理"), Field.Number("limit_days", "时限（工作日）"), Field.Date("decided_on", "办结")],
        Sql = $$"""
            select x.*, coalesce(x.decided_on <= org.nth_working_day(x.accepted_on, greatest(x.limit_days, 1), false), true) as is_in_time
            from (select a.id, a.locality_path, a.title, c.title as clause, a.accepted_on, c.limit_days, case when a.paid_on <= {day} then a.paid_on when a.ended_on <= {day} then a.ended_on end as decided_on from talent.application a join talent.policy_clause c on c.id = a.clause_id where a.removed_at is null) x
            where x.decided_on >= {{Spans.Quarter}}
            """,
    };

    static readonly Counted Needs = new()
    {
        Id = "policy-needs", Title = "政策需求", Counter = "条", ReadPermission = Read, RecordPath = "talent/policy-needs",
        Columns = [Field.Code("need", "需求类别", Policies.Need), Field.Date("raised_on", "提出"), Field.Flag("is_covered", "有条款")],
        Sql = """
            select n.id, n.locality_path, n.title, n.need, n.raised_on, exists (select from talent.policy_clause c where c.need = n.need and c.removed_at is null and c.valid_from <= {day} and coalesce(c.valid_to >= {day}, true) and starts_with(n.locality_path, c.locality_path)) as is_covered
            from talent.policy_need n where n.removed_at is null and n.raised_on between {from} and {day}
            """,
    };

    static readonly Counted Answers = new()
    {
        Id = "awareness", Title = "知晓调查答卷", Counter = "份", ReadPermission = Read, RecordPath = "talent/awareness", RecordColumn = "awareness_wave_id",
        Columns = [Field.Text("wave", "调查").Wide(), Field.Code("audience", "对象", Practice.Audience), Field.Date("held_on", "日期"), Field.Number("known", "答对（知道）"), Field.Number("questions", "题数")],
        Sql = """
            select a.id, a.awareness_wave_id, a.locality_path, a.number as title, w.title as wave, a.audience, w.held_on, a.known, w.questions, 100.0 * a.known / w.questions as share,
              not exists (select from talent.awareness_wave l where l.policy_id = w.policy_id and l.locality_path = w.locality_path and l.removed_at is null and l.held_on > w.held_on and l.held_on <= {day}) as is_latest
            from talent.awareness_answer a join talent.awareness_wave w on w.id = a.awareness_wave_id where a.removed_at is null and w.removed_at is null and w.held_on between {from} and {day}
            """,
    };

    static readonly Counted Editions = new()
    {
        Id = "clause-editions", Title = "修订过的条款", Counter = "条", ReadPermission = Read, RecordPath = "talent/clauses",
        Columns = [Field.Number("edition", "第几版"), Field.Number("amount", "标准（元）"), Field.Number("earlier", "上一版（元）"), Field.Date("valid_from", "生效")],
        Sql = "select c.id, c.locality_path, c.title, c.edition, c.amount, e.amount as earlier, c.valid_from from talent.policy_clause c join talent.policy_clause e on e.id = c.earlier_id where c.removed_at is null and c.valid_from <= {day} and coalesce(c.valid_to >= {day}, true)",
    };

    static readonly Counted Reached = new()
    {
        Id = "audience", Title = "宣传对象", Counter = "个", ReadPermission = Read,
        Columns = [Field.Code("audience", "对象", Practice.Audience), Field.Flag("is_reached", "已覆盖")],
        Sql = $$"""
            select md5('town ' || l.path)::uuid as id, l.path as locality_path, l.name as title, '1' as audience, exists (select from talent.promotion p where p.audience = '1' and p.removed_at is null and p.held_on between {{Spans.HalfYear}} and {day} and (p.town = l.name and starts_with(l.path, p.locality_path) or starts_with(p.locality_path, l.path))) as is_reached
            from org.locality l where l.kind = 4
            union all
            select e.id, e.locality_path, e.name, case e.kind when '1' then '2' else '3' end, exists (select from talent.promotion p where p.employer_id = e.id and p.removed_at is null and p.held_on between {{Spans.HalfYear}} and {day})
            from talent.employer e where e.removed_at is null and e.kind in ('1', '2')
            """,
    };

    static readonly Counted Powers = new()
    {
        Id = "powers", Title = "下放的管理权限", Counter = "项", ReadPermission = Read, RecordPath = "talent/powers",
        Columns = [Field.Text("receiver", "承接单位").Wide(), Field.Date("changed_on", "下放"), Field.Date("checked_on", "本年检查")],
        Sql = """
            select p.id, p.locality_path, p.title, p.receiver, p.changed_on, k.checked_on
            from {talent.talent_power} p cross join lateral (select max(c.checked_on) as checked_on from talent.power_check c where c.talent_power_id = p.id and c.removed_at is null and c.checked_on between {from} and {day}) k
            where p.state = '2' and p.changed_on <= {day}
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "fund-executed", Title = "人才资金执行率", Group = Fund, Of = Items, OutOf = "true", Sum = "paid", SumOf = "budget", Formula = "年初至统计日支付 ÷ 年度预算", Source = "人才资金账（本平台）", Period = "本年", Better = Better.Higher },
        new() { Id = "fund-committed", Title = "已承诺、未支付的资金", Group = Fund, Of = Items, Sum = "committed", Unit = "元", Formula = "已审批承诺、还没有支付的", Source = "人才资金账（本平台）", Period = "本年" },
        new() { Id = "fulfilled-amount", Title = "政策兑现金额", Group = Group, Of = Paid, Sum = "granted", Unit = "元", Formula = "年初至统计日按政策条款拨付的金额之和", Source = Book, Period = "本年", Better = Better.Higher },
        new() { Id = "beneficiaries", Title = "政策受益", Group = Group, Of = Paid, Unit = "人（家）", Where = "is_first", Formula = "年初至统计日得到兑现的人才、用人单位，一地计一次", Source = Book, Period = "本年", Better = Better.Higher },
        new() { Id = "policy-value", Title = "政策含金量", Group = Group, Of = Paid, Unit = "元", Where = "true", OutOf = "is_first", Sum = "granted", SumOf = "1", Times = 1, Formula = "年初至统计日兑现金额 ÷ 受益的人才、用人单位", Source = Book, Period = "本年", Better = Better.Higher },
        new() { Id = "policy-value-lower", Title = "标准低于上一版的条款", Group = Group, Of = Editions, Where = "amount < earlier", Formula = "现行条款的标准低于上一版的，要说明理由", Source = "政策库（本平台）", Better = Better.Lower, Yellow = 0 },
        Spans.Share("decided-in-time", "政策兑现按时率", Group, Decided, "is_in_time", "true", "受理后在条款时限（工作日）内拨付或决定不予兑现的 ÷ 本季度办结的", Book, "本季度", 95, "超过时限的"),
        Spans.Share("needs-covered", "政策匹配度", Known, Needs, "is_covered", "true", "至少有一条现行条款可以解决的 ÷ 年初至统计日提出的政策需求", "政策需求台账（本平台）", wanting: "没有条款的"),
        Spans.Share("awareness", "政策知晓率", Known, Answers, "{met}", "is_latest", "最近一次调查里答对（知道）达到规则所定比例的 ÷ 有效答卷", "政策知晓调查（本平台）", "本年各次调查", 90, "不知晓的", [Practice.Aware]),
        Spans.Share("audience-reached", "政策宣传覆盖率", Known, Reached, "is_reached", "true", "本半年宣传到的乡镇、企业、学校 ÷ 全部", "政策宣传台账（本平台）", "本半年", 100, "没有宣传到的"),
        Spans.Share("powers-checked", "下放事项运行检查率", Known, Powers, "checked_on is not null", "true", "本年检查过的 ÷ 下放的管理权限", "人才管理权限目录（本平台）", target: 100, wanting: "没有检查的"),
    ];

    public static readonly IReadOnlyList<Report> Reports =
    [
        new()
        {
            Id = "policy-classes", Number = "表6", Title = "政策兑现：按类别", Of = Paid, RowHead = "政策类别", Rows = [Lines.All, .. Lines.Codes(Policies.Class, "class", 1)], Columns = [Lines.All, new("受益人（家）", "is_first"), .. Enumerable.Range(1, 4).Select(quarter => new Line($"{quarter} 季度", $"extract(quarter from paid_on) = {quarter}") { Group = "拨付" })],
            Checks = [new("列1=列3+列4+列5+列6"), new("行1=行2+行3+行4")], Note = "年初至统计日拨付的；受益的人才、用人单位一地计一次，计在最先拨付的一类里。", Source = Book,
        },
        new()
        {
            Id = "awareness-groups", Number = "表7", Title = "政策知晓：按对象", Of = Answers, RowHead = "对象", Rows = [Lines.All, .. Lines.Codes(Practice.Audience, "audience", 1)], Under = [Practice.Aware], Columns = [Lines.All, new("知晓", "{met}"), Line.Percent("知晓率", 2, 1)], Checks = [new("行1=行2+行3+行4+行5+行6")], Note = "年初至统计日各次调查的答卷。", Source = "政策知晓调查（本平台）",
        },
    ];
}
