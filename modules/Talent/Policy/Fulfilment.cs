using R = OrgWork.Talent.PolicyRules;

namespace OrgWork.Talent;

/// <summary>政策兑现: accepted, looked at, looked at jointly, published, approved, paid, called back. The fund is committed by the approval and pays what was committed.</summary>
public static class Fulfilment
{
    const LocalityKind County = LocalityKind.County;

    public static readonly Procedure Procedure = new()
    {
        Id = "fulfilment", Title = "政策兑现", Register = "applications", ReadPermission = Policies.Read, ActPermission = Policies.Act,
        SubjectSql = """
            select a.title, a.locality_path, c.title as clause_title, c.benefit, c.amount as standard, c.amount as granted, c.limit_days, c.publicity_days, c.handling, c.materials, coalesce(t.name, e.name) as applicant
            from application a join policy_clause c on c.id = a.clause_id left join talent t on t.id = a.talent_id left join employer e on e.id = a.employer_id where a.id = @id and a.removed_at is null
            """,
        Facts = [Field.Text("applicant", "申报人（单位）"), Field.Text("clause_title", "条款"), Field.Text("benefit", "待遇"), Field.Number("granted", "核定金额（元）"), Field.Text("materials", "应交材料"), Field.Date("accepted_on", "受理"), Field.Date("published_on", "公示"), Field.Date("paid_on", "拨付")],
        Follows = FollowAsync,
        Stages =
        [
            new("受理和初审",
            [
                new("accept", "受理") { Who = "人才服务窗口", Level = County, DateFact = "accepted_on", Documents = ["申报表", "佐证材料"], Requirement = "对照材料清单，条件由系统从名册核对", Gathers = EligibleAsync,
                    Outcomes = [new("accepted", "受理") { Checks = [new(R.Eligible)] }, new("refused", "不予受理") { Ends = true, Fields = [Field.Text("refused_words", "原因", 200).Required()] }] },
                new("review", "初审") { Who = "承办单位", Level = County, DateFact = "reviewed_on", Deadline = new(R.InTime, 5), Fields = [Field.Text("review_words", "初审意见", 200).Required()], Outcomes = [new("pass", "通过"), new("refuse", "不通过") { Ends = true }], Requirement = "核实材料真实性" },
            ]),
            new("联审和公示",
            [
                new("joint", "联审") { Who = "人才办会同财政、人社、业务主管单位", Level = County, DateFact = "joint_on", Deadline = new(R.InTime, 5), Fields = [Field.Text("joint_units", "联审单位", 100).Required(), Field.Number("granted", "核定金额（元）", 0, 100_000_000).Required(), Field.Text("joint_words", "联审意见", 200).Required()], Outcomes = [new("pass", "通过"), new("refuse", "不通过") { Ends = true }], Requirement = "核对是否重复享受，核定金额", Checks = [new(R.WithinStandard)] },
                new("publish", "公示") { Who = "人才办", Level = County, DateFact = "published_on", Deadline = new(R.InTime, 5), Fields = [Field.Text("published_at", "公示范围", 60).Required()], Requirement = "不少于条款规定的工作日" },
            ]),
            new("审批和拨付",
            [
                new("approve", "审批") { Permission = Policies.Approve, Who = "人才工作领导小组", Level = County, DateFact = "approved_on", Deadline = new(R.InTime, 5), Checks = [new(R.Publicity)], Gathers = EligibleAsync, Requirement = "公示无异议；审批即占用资金",
                    Outcomes = [new("approved", "批准") { Checks = [new(R.Eligible)], Fields = [Field.Text("approval_no", "批准文号", 60).Required()] }, new("objected", "公示有异议，不予兑现") { Ends = true, Fields = [Field.Text("objection", "异议", 200).Required()] }], Done = CommitAsync },
                new("pay", "拨付") { Permission = Policies.Approve, Who = "人才办、财政", Level = County, DateFact = "paid_on", Deadline = new(R.InTime, 5), IsFinal = true, Checks = [new(R.InTime)], Fields = [Field.Text("payment_no", "支付凭证号", 40).Required()], Requirement = "从已承诺的资金里支付", Done = PayAsync },
            ]),
            new("回访", [new("call", "回访") { Who = "服务专员", Level = County, DateFact = "called_on", Deadline = new(R.CalledBack), Fields = [Field.Code("satisfaction", "评价", Policies.Satisfaction).Required(), Field.Text("call_words", "情况", 200).Required()], Requirement = "了解到账和使用情况，听取建议" }]),
        ],
    };

    sealed record Subject(Guid Id, string Title, string LocalityPath, Guid ClauseId, string ClausePath, Guid? TalentId, Guid? EmployerId, string Applicant, string? FundLine);

    static Task<Subject?> SubjectAsync(Db db, Guid id, CancellationToken stop) =>
        db.FirstAsync<Subject>("select a.id, a.title, a.locality_path, a.clause_id, c.locality_path as clause_path, a.talent_id, a.employer_id, c.applicant, c.fund_line from application a join policy_clause c on c.id = a.clause_id where a.id = @id", new { id }, stop);

    static async Task<IReadOnlyDictionary<string, string>> EligibleAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (await SubjectAsync(db, deed.Case.SubjectId, stop) is not { } subject) return new Dictionary<string, string>();
        var book = new ClauseBook(db);
        var who = subject.TalentId ?? subject.EmployerId!.Value;
        // Somebody of the other kind or of another place cannot apply for it, whatever the form said.
        var applicant = (subject.Applicant == "2") == (subject.EmployerId is not null) ? await book.ApplicantAsync(subject.Applicant, who, subject.ClauseId, deed.On, stop) : null;
        var found = applicant is null || !applicant.LocalityPath.StartsWith(subject.ClausePath, StringComparison.Ordinal) ? new(false, [new(Outcome.Broken, "申报人不是这一条款的对象")]) : ClauseBook.Ask(await book.ConditionsAsync(subject.ClauseId, stop), applicant.Facts, deed.On);
        var facts = new Dictionary<string, string> { ["is_eligible"] = CaseFacts.Write(found.IsEligible)! };
        if (!found.IsEligible) facts["failing"] = found.Findings.Count == 0 ? "条款没有写明条件" : found.Failing;
        return facts;
    }

    /// <summary>The item of the year, at the nearest place above.</summary>
    static Task<Guid?> ItemAsync(Db db, Subject subject, DateOnly on, CancellationToken stop) => db.FirstAsync<Guid?>("select id from fund_item where removed_at is null and line = @FundLine and year = @year and closed_on is null and starts_with(@LocalityPath, locality_path) order by length(locality_path) desc limit 1", new { subject.FundLine, subject.LocalityPath, year = on.Year }, stop);

    /// <summary>Who reviewed it, alone or jointly, does not let the money go.</summary>
    static async Task<string?> SameHandAsync(Db db, StepDeed deed, CancellationToken stop) =>
        await db.FirstAsync<bool>("select exists (select from org.procedure_act a where a.case_id = @Id and a.step in ('review', 'joint') and a.entered_by = @actor)", new { deed.Case.Id, actor = db.Actor.Id }, stop) ? $"您办过这件申报的初审或联审，{deed.Step.Title}要由另一人办" : null;

    static async Task<string?> CommitAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (await SameHandAsync(db, deed, stop) is { } same) return same;
        if (deed.Outcome!.Id != "approved" || deed.Facts.Number("granted") is not > 0 || await SubjectAsync(db, deed.Case.SubjectId, stop) is not { } subject) return null;
        if (subject.FundLine is null) return "条款没有写明资金类别，请先在条款里补上";
        if (await ItemAsync(db, subject, deed.On, stop) is not { } item) return $"{deed.On.Year} 年没有“{FundBook.Line.NameOf(subject.FundLine)}”资金科目，或已经年结；请先建科目、下达预算；上级设立的条款由上级人才办审批，用上级的资金";
        return await FundBook.PostAsync(db, item, "commit", deed.On, deed.Facts.Number("granted")!.Value, subject.Title, subject.Id, deed.Facts["approval_no"], db.Actor.Name, stop) is { } why ? $"资金不能承诺：{why}" : null;
    }

    sealed record Open(Guid Item, decimal Amount);

    static Task<Open?> CommittedAsync(Db db, Guid application, CancellationToken stop) => db.FirstAsync<Open>("select fund_item_id as item, sum(case kind when 'commit' then amount when 'release' then -amount when 'pay' then -amount else 0 end) as amount from fund_voucher where application_id = @application group by fund_item_id having sum(case kind when 'commit' then amount when 'release' then -amount when 'pay' then -amount else 0 end) > 0", new { application }, stop);

    static async Task<string?> PayAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (await SameHandAsync(db, deed, stop) is { } same) return same;
        if (deed.Facts.Number("granted") is not > 0) return null;
        if (await CommittedAsync(db, deed.Case.SubjectId, stop) is not { } open) return "没有为这一申报承诺的资金";
        return await FundBook.PostAsync(db, open.Item, "pay", deed.On, open.Amount, deed.Case.Title, deed.Case.SubjectId, deed.Facts["payment_no"], db.Actor.Name, stop) is { } why ? $"资金不能支付：{why}" : null;
    }

    /// <summary>The application knows how far it is; what was committed for one that is not approved any more is free again.</summary>
    static async Task FollowAsync(Db db, ProcedureCase one, CancellationToken stop)
    {
        var facts = one.Facts;
        var (accepted, paid) = (facts.Day("accepted_on"), facts.Day("paid_on"));
        await db.ExecuteAsync("""
            update application set stage = @stage, accepted_on = @accepted, granted = @granted, paid_on = @paid, ended_on = @ended, satisfaction = @satisfaction, version = version + 1
            where id = @SubjectId and (stage, accepted_on, granted, paid_on, ended_on, satisfaction) is distinct from (@stage, @accepted::date, @granted::int, @paid::date, @ended::date, @satisfaction)
            """, new
        {
            one.SubjectId, accepted, granted = facts.Day("joint_on") is null ? null : facts.Number("granted"), paid, satisfaction = facts["satisfaction"], ended = one.State == "stopped" ? one.ClosedOn : null,
            stage = one.State switch { "stopped" => "不予兑现", "done" => "已兑现", _ => "待" + (Procedure.Find(one.Step)?.Title ?? "受理") },
        }, stop);
        if (facts.Day("approved_on") is not null && one.State != "stopped" || paid is not null) return;
        if (await CommittedAsync(db, one.SubjectId, stop) is { } open) await FundBook.PostAsync(db, open.Item, "release", Clock.Today, open.Amount, one.Title, one.SubjectId, null, db.Actor.Name, stop);
    }
}
