namespace OrgWork.Talent;

public sealed record DecisionFacts
{
    [KnownAs("会期")] public DateOnly? HeldOn { get; init; }
    [KnownAs("交办的任务", Unit = "项")] public int? Tasks { get; init; }
}

/// <summary>领导小组会议 with who sat and what was decided; each decision is given to a body as work of the year. 调度轮次, of which what is demanded next is given out as matters.</summary>
public static class Meetings
{
    const string Read = Members.Read, Edit = Members.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly CodeSet RoundKinds = new("talent_round_kind", "哪类", "本平台", [new("tasks", "人才任务"), new("issues", "短板问题"), new("matters", "协调事项")]);

    public static readonly Rule<DueFacts> Minuted = IntroductionRules.Due("talent.group-meetings.minuted", "领导小组会议后整理纪要", "会后没有整理纪要", "yellow", new("group-meetings", "select m.id, m.locality_path, m.title, m.held_on as due_on, m.minuted_on as done_on from group_meeting m where m.removed_at is null and m.minuted_on is null"), "days", "期限", 7);

    public static readonly Rule<DecisionFacts> Given = new()
    {
        Id = "talent.group-decisions.given", Title = "议定事项都交办成任务", WhenBroken = "议定事项没有交办", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "red", Parameters = [RuleParameter.Days("days", "会后期限", 10, Stricter.Lower)],
        Population = new("group-decisions", "select d.id, d.locality_path, d.title, m.held_on, (select count(*)::int from org.work_item i where i.source_id = d.id and i.state <> 'cancelled') as tasks from group_decision d join group_meeting m on m.id = d.group_meeting_id where d.removed_at is null"),
        Test = new([nameof(DecisionFacts.HeldOn), nameof(DecisionFacts.Tasks)], "tasks > 0 or held_on + {days}::int >= {day}", (f, t) => Finding.Of(f.Tasks > 0 || f.HeldOn!.Value.AddDays(t.Int("days")) >= t.Day, $"会期 {Dates.Format(f.HeldOn!.Value)}，交办 {f.Tasks} 项") with { Latest = f.HeldOn!.Value.AddDays(t.Int("days")) }),
        Examples = [new("已交办", new() { HeldOn = new(2026, 9, 1), Tasks = 1 }, Day, Outcome.Met), new("两个月没有交办", new() { HeldOn = new(2026, 9, 1), Tasks = 0 }, Day, Outcome.Broken), new("上周的会", new() { HeldOn = new(2026, 11, 16), Tasks = 0 }, Day, Outcome.Met)],
    };

    public static readonly Register Register = new()
    {
        Id = "group-meetings", Title = "领导小组会议", Noun = "会议", Counter = "次", Table = "group_meeting", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "会议", 80).Required().Wide(), Field.Date("held_on", "会期").Required().Listed().Filter().Sortable(), Field.Text("host", "主持人", 36).Required().Listed(), Field.Text("place", "地点", 60).Required().Listed(), Field.LongText("agenda", "议程", 2000).Required(),
            Field.Date("minuted_on", "纪要日期").Listed().ByDeed(), Field.LongText("minutes", "纪要", 4000).ByDeed(),
        ],
        Rules = [Minuted],
        Conditions = [ReadyCondition.Of(Minuted)],
        Children =
        [
            new() { Id = "attendees", Title = "参会人员", Noun = "参会人员", Counter = "人", Table = "group_attendee", ParentColumn = "group_meeting_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("unit", "单位", 60).Required().Listed(), Field.Flag("present", "到会").Listed().DefaultsTo("1"), Field.Text("leave_reason", "请假事由", 100).Listed()] },
            new() { Id = "decisions", Title = "议定事项", Noun = "议定事项", Counter = "项", Table = "group_decision", ParentColumn = "group_meeting_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/group-decisions", Fields = [Field.Text("title", "议定事项").Wide(), Field.Text("words", "议定意见").Listed()] },
        ],
        Deeds =
        [
            new("minute", "整理纪要", Edit)
            {
                Consequence = "纪要存在会议上；议定事项在“议定事项”里逐项登记、逐项交办", Fields = [Field.LongText("minutes", "纪要", 4000).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<int>("select count(*)::int from group_attendee where group_meeting_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "先登记参会人员";
                    return await db.ExecuteAsync("update group_meeting set minutes = @minutes, minuted_on = @today, version = version + 1 where id = @Id and held_on <= @today", new { deed.Id, minutes = deed.Text("minutes"), today = Clock.Today }, stop) == 0 ? "还没有到会期" : null;
                },
            },
        ],
    };

    public static readonly Register Decisions = new()
    {
        Id = "group-decisions", Title = "领导小组议定事项", Noun = "议定事项", Counter = "项", Table = "group_decision", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "议定事项", 100).Required().Wide(), Field.Row("group_meeting_id", "会议", "group-meetings").Required().Listed().Filter(), Field.LongText("words", "议定意见", 1000).Required()],
        Rules = [Given],
        Conditions = [ReadyCondition.Of(Given)],
        Children = [WorkHandOver.Given(TalentWork.Tasks, "talent", "handed_task")],
        Deeds = [WorkHandOver.Deed(TalentWork.Tasks, "group-decisions", async (db, deed, stop) => await db.FirstAsync<bool>("select m.held_on <= @today from group_decision d join group_meeting m on m.id = d.group_meeting_id where d.id = @Id", new { deed.Id, today = Clock.Today }, stop) ? null : "会议召开以后才交办")],
    };

    /// <summary>Every round that was held, with what of its demands was given out.</summary>
    public static readonly Register Rounds = new()
    {
        Id = "rounds", Title = "调度轮次", Noun = "调度", Counter = "轮", Table = "dispatch_round", ReadPermission = TalentWork.Read, WritePermission = TalentWork.Manage, IsLedger = true,
        Fields = [Field.Text("title", "调度").Wide(), Field.Code("kind", "哪类", RoundKinds).Listed().FirstFilter(), Field.Date("opened_on", "开始").Listed().Filter(), Field.Date("due_on", "报告截止").Listed(), Field.Date("closed_on", "结束").Listed().Filter(), Field.Number("given", "交办（项）").Listed().Filter(), Field.LongText("minutes", "调度纪要"), Field.LongText("next_demands", "下步要求"), Field.Flag("is_left", "下步要求没有交办").Filter()],
        Conditions = [new("没有结束", "closed_on.none=1"), new("下步要求没有交办", "is_left=1") { Light = "yellow" }],
        Children = [WorkHandOver.Given(TalentWork.Matters, "talent", "handed_task")],
        Deeds = [WorkHandOver.Deed(TalentWork.Matters, "rounds", async (db, deed, stop) => await db.FirstAsync<bool>("select closed_on is not null from dispatch_round where id = @Id", new { deed.Id }, stop) ? null : "这一轮结束以后才交办", title: "交办后续事项")],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Decisions, Rounds];
    public static readonly IReadOnlyList<Rule> Rules = [Minuted, Given];
}
