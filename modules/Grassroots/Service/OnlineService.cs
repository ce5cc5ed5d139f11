namespace OrgWork.Grassroots;

/// <summary>What members ask for on line and the branch answers: 转接申请. The transfer itself goes its lawful way from there.</summary>
public static class OnlineService
{
    public static readonly CodeSet States = new("wish_state", "状态", "本平台", [new("1", "待办"), new("2", "已办理接转"), new("3", "不予办理"), new("4", "本人撤回")]);
    static readonly CodeSet Results = new("wish_result", "结果", "本平台", [new("2", "已办理接转"), new("3", "不予办理")]);
    public static readonly CodeSet Reasons = new("wish_reason", "转移原因", "本平台", [new("1", "工作调动"), new("2", "居住地变动"), new("3", "升学毕业"), new("4", "退休转入社区"), new("9", "其他")]);

    public static readonly Register Wishes = new()
    {
        Id = "transfer-wishes", Title = "网上转接申请", Noun = "转接申请", Counter = "件", Table = "transfer_wish", ReadPermission = "grassroots.transfers.read", WritePermission = "grassroots.transfers.act",
        Fields =
        [
            Field.Text("to_organisation", "转往的党组织", 100).Listed().ByDeed(), (Field.Row("member_id", "党员", "members") with { IsListed = true }).Filter().ByDeed(), (Field.Row("organisation_id", "党支部", "organisations") with { IsListed = true }).Filter().ByDeed(), Field.Code("reason", "原因", Reasons).Listed().ByDeed(), Field.Text("words", "说明", 300).ByDeed(), Field.Date("asked_on", "申请日期").Listed().Filter().Sortable().ByDeed(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("answered_on", "答复日期").Listed().ByDeed(), Field.Text("answered_name", "答复人").ByDeed(), Field.Text("reply", "答复", 300).ByDeed(),
        ],
        Rules = [OnlineRules.AnswerInTime],
        Conditions = [ReadyCondition.Of(OnlineRules.AnswerInTime), new("待办", "state=1") { Light = "yellow" }],
        Deeds =
        [
            new("answer", "答复", "grassroots.transfers.act")
            {
                Consequence = "本人马上看到答复。同意的，先在党员名册上办“转接组织关系”，再答复“已办理接转”；之后办到哪一步本人也能看到",
                Fields = [Field.Code("result", "结果", Results).Required(), Field.Text("reply", "答复", 300).Required().Hinted("本人能看到")],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, state = deed.Text("result"), today = Clock.Today, deed.By, reply = deed.Text("reply") };
                    if (args.state == "2" && !await db.FirstAsync<bool>("select exists (select from transfer_wish w join org.procedure_case c on c.subject_id = w.member_id and c.procedure in ('transfers', 'retirees') and c.opened_on >= w.asked_on where w.id = @Id)", args, stop)) return "还没有为这名党员办转接；先在党员名册上办“转接组织关系”";
                    return await db.ExecuteAsync("update transfer_wish set state = @state, answered_on = @today, answered_name = @By, reply = @reply, version = version + 1 where id = @Id and state = '1'", args, stop) == 0 ? "已经答复过，或本人已撤回" : null;
                },
            },
        ],
    };
}

public sealed record WishFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("申请日期")] public DateOnly? AskedOn { get; init; }
}

public static class OnlineRules
{
    public static readonly Rule<WishFacts> AnswerInTime = new()
    {
        Id = "grassroots.transfer-wishes.in-time", Title = "网上转接申请及时答复", WhenBroken = "转接申请很久没有答复", Basis = Basis.Practice("网上党员服务办理要求"), Severity = Severity.Remind, Light = "yellow", Parameters = [RuleParameter.Days("days", "申请后", 7, Stricter.Lower)],
        Population = new("transfer-wishes", "select w.id, w.locality_path, w.to_organisation as title, w.state, w.asked_on from transfer_wish w where w.removed_at is null"),
        Test = new RuleTest<WishFacts>([nameof(WishFacts.AskedOn)], "asked_on + {days}::int >= {day}", (f, t) => Finding.Of(f.AskedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"申请 {Dates.Format(f.AskedOn.Value)}，{t.Int("days")} 天内答复")).For(f => f.State is null ? null : f.State == "1", "state = '1'", "已经答复或撤回"),
        Examples = [new("昨天申请", new() { State = "1", AskedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("上月申请", new() { State = "1", AskedOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Broken), new("答复了", new() { State = "3", AskedOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };
}
