namespace OrgWork.Department;

public sealed record FilingFacts
{
    [KnownAs("提出日期")] public DateOnly? FiledOn { get; init; }
    [KnownAs("会期")] public DateOnly? HeldOn { get; init; }
}

/// <summary>Internal control: what is made is carried out, what is to be decided together is, what was asked is answered (inventory D3).</summary>
static class ControlRules
{
    const string Regulations = "部机关制度建设管理办法（本单位）", Limits = "部机关内部控制办法（本单位）", Board = "部务会议事规则（本单位）", Duties = "职责分工和请示报告办法（本单位）";
    static readonly DateOnly Day = new(2026, 11, 21);
    const string HasTask = "exists (select from org.work_item i where i.source_id = r.id and i.state <> 'cancelled')";

    public static readonly Rule<DoneFacts> MadeInTime = AffairRules.Due("department.regulations.made", "立项的制度按期印发", "立项了没有按期印发", Regulations, "yellow", new("regulations", "select r.id, r.locality_path, r.title, r.due_on, r.issued_on as done_on from regulation r where r.removed_at is null and r.state in ('1', '2', '3', '4')"), 0, "宽限");
    public static readonly Rule<DoneFacts> CarriedOut = AffairRules.Due("department.regulations.checked", "制度每年检查执行情况", "制定了，没有检查执行", Regulations, "red", new("regulations", "select r.id, r.locality_path, r.title, coalesce(r.checked_on, r.issued_on) as due_on, null::date as done_on from regulation r where r.removed_at is null and r.state = '5'"), 365, "检查间隔");
    public static readonly Rule<DoneFacts> Renewed = AffairRules.Due("department.regulations.renewed", "制度到期复审", "到了复审日期", Regulations, "yellow", new("regulations", "select r.id, r.locality_path, r.title, r.review_on as due_on, null::date as done_on from regulation r where r.removed_at is null and r.state = '5' and r.review_on is not null"), 0, "宽限");
    public static readonly Rule<FollowFacts> Covered = AffairRules.Followed("department.controls.covered", "内控事项都有现行制度", "没有现行的控制制度", Limits, new("controls", "select c.id, c.locality_path, c.title, exists (select from regulation r where r.id = c.regulation_id and r.state = '5' and r.removed_at is null) as is_followed from control c where c.removed_at is null"), "red");
    public static readonly Rule<DoneFacts> SelfChecked = AffairRules.Due("department.controls.checked", "内控事项每年自查", "一年没有自查", Limits, "yellow", new("controls", "select c.id, c.locality_path, c.title, coalesce(c.self_checked_on, c.approved_on) as due_on, null::date as done_on from control c where c.removed_at is null and c.approved_on is not null"), 365, "自查间隔");

    public static readonly Rule<FilingFacts> CutOff = new()
    {
        Id = "department.matters.cut-off", Title = "议题在会前规定时间提出，附材料", WhenBroken = "过了议题截止时间", Basis = Basis.Practice(Board), Severity = Severity.Warn, Parameters = [RuleParameter.Days("days", "会前提出", 2, Stricter.Higher)],
        Test = RuleTest<FilingFacts>.NotBefore(f => f.FiledOn, Span.Days, "days", f => f.HeldOn),
        Examples = [new("会前五天", new() { FiledOn = Day.AddDays(-5), HeldOn = Day }, Day, Outcome.Met), new("会前一天", new() { FiledOn = Day.AddDays(-1), HeldOn = Day }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DoneFacts> Decided = AffairRules.Due("department.matters.decided", "提出的议题按期上会", "提出了没有上会", Board, "yellow", new("matters", "select m.id, m.locality_path, m.title, m.filed_on as due_on, m.decided_on as done_on from matter m where m.removed_at is null and m.state in ('1', '2')"), 30);
    public static readonly Rule<DoneFacts> CarriedThrough = AffairRules.Due("department.matters.closed", "会议决定的事项落实办结", "决定了没有办结", Board, "red", new("matters", "select m.id, m.locality_path, m.title, m.decided_on as due_on, m.closed_on as done_on from matter m where m.removed_at is null and m.state = '3'"), 60);
    public static readonly Rule<FollowFacts> FirstItem = AffairRules.Followed("department.board-meetings.first-item", "部务会首个议题学习", "没有首个议题学习", Board, new("board-meetings", "select b.id, b.locality_path, b.title, coalesce(b.first_item, '') <> '' as is_followed from board_meeting b where b.removed_at is null and b.present is not null"));
    public static readonly Rule<DoneFacts> Answered = AffairRules.Due("department.request-reports.answered", "请示按期有答复", "请示没有答复", Duties, "yellow", new("request-reports", "select r.id, r.locality_path, r.title, r.sent_on as due_on, r.answered_on as done_on from request_report r where r.removed_at is null and r.kind = '1' and r.answered_on is null"), 30);
    public static readonly Rule<DoneFacts> AnswerFollowed = AffairRules.Due("department.request-reports.tasked", "答复后按期交办", "有答复，没有交办", Duties, "red", new("request-reports", $"select r.id, r.locality_path, r.title, r.answered_on as due_on, null::date as done_on from request_report r where r.removed_at is null and r.answered_on is not null and r.handled_words is null and not {HasTask}"), 7);
    public static readonly Rule<DoneFacts> Ruled = AffairRules.Due("department.boundaries.ruled", "职责争议按期裁定", "争议没有裁定", Duties, "red", new("boundaries", "select b.id, b.locality_path, b.title, b.disputed_on as due_on, b.ruled_on as done_on from boundary b where b.removed_at is null and b.disputed_on is not null and b.ruled_on is null"), 15);
    public static readonly Rule<DoneFacts> Mended = AffairRules.Due("department.standards.mended", "未达标的按期整改", "未达标，过了整改时限", "组织部门标准化建设清单（本单位）", "red", new("standards", "select s.id, s.locality_path, s.title, s.mend_by as due_on, null::date as done_on from standard_item s where s.removed_at is null and s.state = '2'"), 0, "宽限");
    public static readonly Rule<FollowFacts> Studied = AffairRules.Followed("department.party-regulations.studied", "党内法规制度施行后学习培训", "没有学习培训", "党内法规执行责任制规定（试行）", new("party-regulations", "select p.id, p.locality_path, p.title, exists (select from landing l where l.party_regulation_id = p.id and l.kind = '1' and l.removed_at is null) as is_followed from party_regulation p where p.removed_at is null and p.ended_on is null"));
    public static readonly Rule<FollowFacts> Checked = AffairRules.Followed("department.party-regulations.checked", "党内法规制度检查执行", "没有检查执行", "党内法规执行责任制规定（试行）", new("party-regulations", "select p.id, p.locality_path, p.title, exists (select from landing l where l.party_regulation_id = p.id and l.kind = '3' and l.removed_at is null) as is_followed from party_regulation p where p.removed_at is null and p.ended_on is null"), "red");
    public static readonly Rule<DoneFacts> Replied = AffairRules.Due("department.resident-matters.replied", "纪检建议按期回复", "纪检建议没有按期回复", "驻部纪检监察组联系办法（本单位）", "red", new("resident-matters", "select r.id, r.locality_path, r.title, r.due_on, r.replied_on as done_on from resident_matter r where r.removed_at is null and r.due_on is not null and r.replied_on is null"), 0, "宽限");

    public static readonly IReadOnlyList<Rule> All = [MadeInTime, CarriedOut, Renewed, Covered, SelfChecked, CutOff, Decided, CarriedThrough, FirstItem, Answered, AnswerFollowed, Ruled, Mended, Studied, Checked, Replied];
}
