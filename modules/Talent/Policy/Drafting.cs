namespace OrgWork.Talent;

/// <summary>政策起草: from looking into it to issuing; what is issued becomes a policy, and its clauses are open for application from that day.</summary>
public static class Drafting
{
    const LocalityKind County = LocalityKind.County;
    static readonly Basis Own = Basis.Practice("规范性文件制定办法（本单位）");
    static readonly DateOnly Day = new(2026, 11, 21);

    public sealed record ConsultFacts
    {
        [KnownAs("开始征求意见")] public DateOnly? ConsultOn { get; init; }
        [KnownAs("送合法性审核")] public DateOnly? LegalOn { get; init; }
    }

    static readonly CodeSet Condition = new("draft_condition", "条件", "政策条款的条件", [.. ClauseConditions.All.Select(rule => new Code(ClauseConditions.IdOf(rule), rule.Title))]);

    public static readonly Rule<ConsultFacts> Consulted = new()
    {
        Id = "talent.policy-drafts.consulted", Title = "征求意见不少于规定天数才能送审", WhenBroken = "征求意见的时间不够", Basis = Own, Severity = Severity.Refuse, Parameters = [RuleParameter.Days("days", "征求意见不少于", 7, Stricter.Higher)],
        Test = RuleTest<ConsultFacts>.NotBefore(f => f.ConsultOn, Span.Days, "days", f => f.LegalOn),
        Examples = [new("十天", new() { ConsultOn = new(2026, 11, 1), LegalOn = new(2026, 11, 11) }, Day, Outcome.Met), new("三天", new() { ConsultOn = new(2026, 11, 1), LegalOn = new(2026, 11, 4) }, Day, Outcome.Broken)],
    };

    public static readonly Register Register = new()
    {
        Id = "policy-drafts", Title = "政策起草", Noun = "草案", Counter = "件", Table = "policy_draft", ReadPermission = Policies.Read, WritePermission = Policies.Edit,
        Fields = [Field.Text("title", "政策名称", 100).Required().Wide(), Field.LongText("purpose", "要解决的问题", 1000).Required(), Field.Text("unit", "起草单位", 60).Required().Listed(), Field.Date("planned_on", "计划印发").Required().Listed().Filter(), Field.Text("stage", "进展").Listed().Filter().ByDeed(), Field.Date("issued_on", "印发").Listed().Filter().ByDeed(), Field.Row("policy_id", "印发后的政策", "policies").ByDeed()],
        Conditions = [new("没有印发", "issued_on.none=1"), new("过了计划日期", "issued_on.none=1&planned_on.to=-1d") { Light = "yellow" }],
        Actions = [new("开始调研…", "talent/drafting/new", Policies.Act, Writes: true)],
        Children =
        [
            new()
            {
                Id = "clauses", Title = "拟定条款", Noun = "条款", Counter = "条", Table = "draft_clause", ParentColumn = "policy_draft_id", ReadPermission = Policies.Read, WritePermission = Policies.Edit,
                Fields =
                [
                    Field.Text("title", "条款", 80).Required().Wide(), Field.Code("class", "政策类别", Policies.Class).Required().Listed(), Field.Code("need", "回应的需求", Policies.Need).Required(), Field.Code("applicant", "申报对象", Policies.ApplicantKind).Required().Listed().DefaultsTo("2"), Field.Text("benefit", "享受待遇", 200).Required(), Field.Number("amount", "标准（元）", 0, 100_000_000).Required().Listed().DefaultsTo("0"), Field.Code("fund_line", "资金类别", FundBook.Line),
                    Field.Text("handling", "承办单位", 60).Required(), Field.LongText("materials", "申报材料", 500).Required(), Field.Number("limit_days", "办理时限（工作日）", 1, 250).Required().DefaultsTo("30"), Field.Code("condition", "条件", Condition).Hinted("印发后在条款里还可以加"), Field.Number("condition_value", "条件的数值", 0, 100_000_000),
                ],
            },
        ],
    };

    public static readonly Procedure Procedure = new()
    {
        Id = "drafting", Title = "政策制定", Register = "policy-drafts", ReadPermission = Policies.Read, ActPermission = Policies.Act, Follows = FollowAsync,
        SubjectSql = "select d.title, d.locality_path, d.purpose, d.unit from policy_draft d where d.id = @id and d.removed_at is null",
        Facts = [Field.Text("purpose", "要解决的问题"), Field.Text("unit", "起草单位")],
        Stages =
        [
            new("调研起草",
            [
                new("survey", "调研") { Who = "起草单位", Level = County, DateFact = "surveyed_on", Fields = [Field.LongText("survey_words", "调研情况", 500).Required()], Requirement = "听取企业、人才意见，摸清需求" },
                new("draft", "起草") { Who = "起草单位", Level = County, DateFact = "drafted_on", Documents = ["征求意见稿"], Fields = [Field.LongText("draft_words", "起草说明", 500).Required()], Requirement = "条款逐条写明条件、待遇、承办单位、材料和时限" },
            ]),
            new("征求意见和审核",
            [
                new("consult", "征求意见") { Who = "起草单位", Level = County, DateFact = "consult_on", Fields = [Field.Text("consulted", "征求了哪些方面", 200).Required()], Requirement = "企业、成员单位和社会公众" },
                new("legal", "合法性审核") { Who = "司法行政部门", Level = County, DateFact = "legal_on", Checks = [new(Consulted)], Outcomes = [new("pass", "通过") { Fields = [Field.Text("legal_no", "审核意见书编号", 60).Required(), Field.LongText("consult_words", "意见采纳情况", 500).Required()] }, new("back", "退回修改") { Next = "draft", Fields = [Field.Text("legal_words", "审核意见", 300).Required()] }], Requirement = "不得设定没有依据的限制" },
            ]),
            new("审定和印发",
            [
                new("decide", "审定") { Who = "人才工作领导小组（党委会议）", Level = County, DateFact = "decided_on", Outcomes = [new("agree", "同意印发") { Fields = [Field.Text("meeting", "会议", 60).Required()] }, new("again", "退回修改") { Next = "draft" }, new("stop", "不再制定") { Ends = true }] },
                new("issue", "印发") { Who = "人才办", Level = County, DateFact = "issued_on", IsFinal = true, Fields = [Field.Text("number", "文号", 60).Required(), Field.Text("issuer", "发文机关", 60).Required(), Field.Date("expires_on", "有效期至")], Requirement = "印发即列入政策库，条款当天可以申报", Done = IssueAsync },
            ]),
        ],
    };

    static async Task<string?> IssueAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var args = new { draft = deed.Case.SubjectId, on = deed.On, number = deed.Facts["number"], issuer = deed.Facts["issuer"], expires = deed.Facts.Day("expires_on"), actor = db.Actor.Id, id = Guid.CreateVersion7() };
        if (!await db.FirstAsync<bool>("select exists (select from draft_clause where policy_draft_id = @draft and removed_at is null)", args, stop)) return "还没有条款，请先在草案的“拟定条款”里写明";
        await db.ExecuteAsync("""
            insert into policy (id, locality_path, rank_order, title, number, issuer, level, effective_on, expires_on, summary, created_by)
              select @id, d.locality_path, 0, d.title, @number, @issuer, case l.kind when 2 then '3' else '4' end, @on, @expires, d.purpose, @actor from policy_draft d join org.locality l on l.path = d.locality_path where d.id = @draft
            """, args, stop);
        await db.ExecuteAsync("""
            with made as (insert into policy_clause (id, locality_path, rank_order, title, policy_id, class, need, applicant, benefit, amount, fund_line, handling, materials, limit_days, valid_from, valid_to, created_by)
              select md5(c.id::text || 'issued')::uuid, c.locality_path, c.rank_order, c.title, @id, c.class, c.need, c.applicant, c.benefit, c.amount, c.fund_line, c.handling, c.materials, c.limit_days, @on, @expires, @actor from draft_clause c where c.policy_draft_id = @draft and c.removed_at is null returning id, locality_path)
            insert into clause_condition (policy_clause_id, locality_path, rank_order, condition, value, created_by)
              select made.id, made.locality_path, 10, c.condition, coalesce(c.condition_value, 0), @actor from draft_clause c join made on made.id = md5(c.id::text || 'issued')::uuid where c.condition is not null
            """, args, stop);
        await db.ExecuteAsync("update policy_draft set policy_id = @id, issued_on = @on, version = version + 1 where id = @draft", args, stop);
        return null;
    }

    /// <summary>The draft knows how far it is.</summary>
    static async Task FollowAsync(Db db, ProcedureCase one, CancellationToken stop) => await db.ExecuteAsync("update policy_draft set stage = @stage, version = version + 1 where id = @SubjectId and stage is distinct from @stage",
        new { one.SubjectId, stage = one.State switch { "stopped" => "不再制定", "done" => "已印发", _ => "待" + (Procedure.Find(one.Step)?.Title ?? "调研") } }, stop);
}
