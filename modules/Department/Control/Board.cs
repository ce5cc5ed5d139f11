namespace OrgWork.Department;

/// <summary>部务会和三重一大: a topic is filed with its materials in time, decided at a meeting with enough members, carried out; what must be decided together is closed in no other way.</summary>
static class Board
{
    const string Read = Control.Read, Edit = Control.Edit, Approve = Control.Approve;

    public static readonly CodeSet Kinds = new("matter_kind", "三重一大类别", "“三重一大”决策制度", [new("1", "重大决策"), new("2", "重要人事任免"), new("3", "重大项目安排"), new("4", "大额资金使用"), new("5", "其他事项")]);
    public static readonly CodeSet States = new("matter_state", "状态", "部务会议事规则", [new("1", "已提出"), new("2", "已列会"), new("3", "已决定"), new("4", "办结")]);
    public static readonly CodeSet Decisions = new("matter_decision", "决定", "部务会议事规则", [new("1", "同意"), new("2", "不同意"), new("3", "缓议")]);

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Meetings = new()
    {
        Id = "board-meetings", Title = "部务会", Noun = "会议", Counter = "次", Table = "board_meeting", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "会议", 60).Required().Wide(), Field.Date("held_on", "会期").Required().Listed().Filter().Sortable(), Field.Text("place", "地点", 60).Required().Listed(), Field.Number("eligible", "应到", 1, 99).Required().Listed(),
            Field.Number("present", "实到").Listed().Filter().ByDeed(), Field.Text("chair", "主持").Listed().ByDeed(), Field.Text("first_item", "首个议题").Wide().ByDeed(), Field.LongText("minutes", "纪要", 4000).ByDeed(),
        ],
        Rules = [ControlRules.FirstItem],
        Conditions = [ReadyCondition.Of(ControlRules.FirstItem), new("还没有登记", "present.none=1")],
        Children = [Assignments.Given],
        Deeds =
        [
            Assignments.Deed("hold", "登记会议", Edit, "登记到会和首个议题；议题的决定逐项登记", "update board_meeting set present = @present, chair = @chair, first_item = @first_item, minutes = @minutes, version = version + 1 where id = @id and present is null and held_on <= @today and @present <= eligible", "已经登记过，或没有到会期，或实到多于应到", Field.Number("present", "实到", 1, 99).Required(), Field.Text("chair", "主持", 36).Required(), Field.Text("first_item", "首个议题：学习内容", 200).Hinted("没有学习议题的空着，会标出来"), Field.LongText("minutes", "纪要", 4000).Required()),
            Assignments.Task("board-meetings", async (db, deed, stop) => await db.FirstAsync<bool>("select present is not null from board_meeting where id = @Id", new { deed.Id }, stop) ? null : "先登记会议"),
        ],
    };

    public static readonly Register Matters = new()
    {
        Id = "matters", Title = "部务会议题", Noun = "议题", Counter = "项", Table = "matter", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "议题", 120).Required().Wide(), Field.Code("kind", "三重一大", Kinds).Required().Listed().FirstFilter(), Field.Text("office", "提出科室", 60).Required().Listed().Filter(), Field.LongText("materials", "材料", 2000).Required(), Field.Date("filed_on", "提出日期").Required().Listed().Filter().Sortable().Past(),
            Field.Row("board_meeting_id", "部务会", "board-meetings").Listed().Filter().ByDeed().In("决定"), Field.Text("urgent_reason", "急件理由").ByDeed().In("决定"), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Text("avoided", "回避").ByDeed().In("决定"), Field.LongText("opinions", "讨论意见", 2000).ByDeed().In("决定"),
            Field.Number("votes_for", "同意").ByDeed().In("决定"), Field.Number("votes_against", "不同意").ByDeed().In("决定"), Field.Number("votes_abstained", "缓议（弃权）").ByDeed().In("决定"), Field.Code("decision", "决定", Decisions).Listed().FirstFilter().ByDeed().In("决定"), Field.Date("decided_on", "决定日期").Listed().Filter().ByDeed().In("决定"), Field.Date("closed_on", "办结日期").Filter().ByDeed().In("决定"), Field.LongText("closing_words", "落实情况", 1000).ByDeed().In("决定"),
        ],
        Rules = [ControlRules.Decided, ControlRules.CarriedThrough],
        Conditions = [ReadyCondition.Of(ControlRules.Decided), ReadyCondition.Of(ControlRules.CarriedThrough), new("三重一大", "kind=1,2,3,4"), new("待列会", "state=1"), new("待决定", "state=2"), new("缓议", "decision=3")],
        Children = [Assignments.Given],
        Deeds =
        [
            new("enlist", "列入会议", Edit)
            {
                Consequence = "过了议题截止时间的要写急件理由",
                Fields = [Field.Row("board_meeting_id", "部务会", "board-meetings").Required(), Field.Text("urgent_reason", "急件理由", 200).Hinted("没有按时提出的必填")],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var (filed, held, path, isOver) = await db.FirstAsync<(DateOnly Filed, DateOnly Held, string Path, bool IsOver)>("select m.filed_on, b.held_on, m.locality_path, b.present is not null from matter m, board_meeting b where m.id = @id and b.id = @board_meeting_id", said, stop);
                    if (path is null) return "没有这次会议";
                    if (isOver) return "这次会议已经开过";
                    var late = ControlRules.CutOff.Check(new() { FiledOn = filed, HeldOn = held }, (await RuleSettings.ReadAsync(db, stop)).For(ControlRules.CutOff, path, Clock.Today));
                    if (late.IsBroken && string.IsNullOrWhiteSpace(deed.Text("urgent_reason"))) return $"{late.Words}；要列入请写急件理由";
                    return await db.ExecuteAsync("update matter set state = '2', board_meeting_id = @board_meeting_id, urgent_reason = @urgent_reason, version = version + 1 where id = @id and state in ('1', '2')", said, stop) == 0 ? "已经决定" : null;
                },
            },
            new("decide", "登记决定", Approve)
            {
                Consequence = "到会不足三分之二的会议不能决定；同意的须应到成员过半数；缓议的退回重提",
                Fields = [Field.Text("avoided", "回避的成员", 120).Hinted("没有就空着"), Field.LongText("opinions", "讨论意见", 2000).Required(), Field.Number("votes_for", "同意", 0, 99).Required(), Field.Number("votes_against", "不同意", 0, 99).Required(), Field.Number("votes_abstained", "缓议（弃权）", 0, 99).Required(), Field.Code("decision", "决定", Decisions).Required()],
                Done = async (db, deed, stop) =>
                {
                    int Number(string column) => Convert.ToInt32(deed.Values[column], System.Globalization.CultureInfo.InvariantCulture);
                    var said = Assignments.Said(db, deed);
                    var (eligible, present, path) = await db.FirstAsync<(int Eligible, int? Present, string Path)>("select b.eligible, b.present, m.locality_path from matter m join board_meeting b on b.id = m.board_meeting_id where m.id = @id and m.state = '2'", said, stop);
                    if (path is null) return "还没有列入会议，或已经决定";
                    if (present is not { } there) return "会议还没有登记到会人数";
                    var settings = await RuleSettings.ReadAsync(db, stop);
                    PollFacts facts = new() { Eligible = eligible, Present = there, Approve = Number("votes_for") };
                    if (DecisionPoll.Quorum.Check(facts, settings.For(DecisionPoll.Quorum, path, Clock.Today)) is { IsBroken: true } few) return few.Words;
                    var avoided = (deed.Text("avoided") ?? "").Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
                    if (Number("votes_for") + Number("votes_against") + Number("votes_abstained") is var all && all != there - avoided) return $"实到 {there} 人，回避 {avoided} 人，应有 {there - avoided} 票，合计 {all} 票";
                    if (deed.Text("decision") == "1" && DecisionPoll.Majority.Check(facts, settings.For(DecisionPoll.Majority, path, Clock.Today)) is { IsBroken: true } minority) return minority.Words;
                    await db.ExecuteAsync("update matter m set state = case @decision when '3' then '1' else '3' end, avoided = @avoided, opinions = @opinions, votes_for = @votes_for, votes_against = @votes_against, votes_abstained = @votes_abstained, decision = @decision, decided_on = case when @decision <> '3' then b.held_on end, version = m.version + 1 from board_meeting b where b.id = m.board_meeting_id and m.id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Task("matters", async (db, deed, stop) => await db.FirstAsync<bool>("select state = '3' and decision = '1' from matter where id = @Id", new { deed.Id }, stop) ? null : "会议同意以后才交办"),
            new("close", "办结", Edit)
            {
                Consequence = "三重一大事项须有部务会的决定，交办的任务都办结了",
                Fields = [On, Field.LongText("words", "落实情况", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<bool>("select kind <> '5' and decided_on is null from matter where id = @id", said, stop)) return "“三重一大”事项须经部务会集体决定，没有决定不能办结";
                    if (await db.FirstAsync<int>("select count(*)::int from org.work_item where source_id = @id and state not in ('closed', 'cancelled')", said, stop) is > 0 and var open) return $"还有 {open} 项交办的任务没有办结";
                    return await db.ExecuteAsync("update matter set state = '4', closed_on = @on, closing_words = @words, version = version + 1 where id = @id and state <> '4' and coalesce(decided_on, filed_on) <= @on", said, stop) == 0 ? "已经办结，或日期早于决定" : null;
                },
            },
        ],
    };
}
