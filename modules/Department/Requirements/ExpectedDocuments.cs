namespace OrgWork.Department;

/// <summary>Documents of above that were announced and are awaited; what arrives becomes an implementing opinion with its day.</summary>
static class ExpectedDocuments
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;

    static readonly CodeSet ExpectedStates = new("expected_state", "状态", "本平台", [new("1", "等待"), new("2", "已到"), new("3", "不再等")]);

    public static readonly Rule<DoneFacts> Awaited = AffairRules.Due("department.expected-documents.awaited", "预计出台日过了的，问清楚", "预计出台日已过，没有到", "要求落实台账管理办法（本单位）", "yellow", new("expected-documents", "select e.id, e.locality_path, e.title, e.expected_on as due_on, null::date as done_on from expected_document e where e.removed_at is null and e.state = '1'"), 15);

    public static readonly Register Register = new()
    {
        Id = "expected-documents", Title = "待出台上级文件", Noun = "文件", Counter = "件", Table = "expected_document", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "文件", 120).Required().Wide(), Field.Text("issuer", "哪里印发", 60).Required().Listed(), Field.Date("announced_on", "得知日期").Required().Past(), Field.Text("announced_in", "从哪里得知", 120).Required(), Field.Date("expected_on", "预计出台").Required().Listed().Filter().Sortable(), Field.Text("office", "对接科室", 60).Required().Listed().Filter(), Field.Code("line", "条线", DepartmentCodes.Aspect).Listed().FirstFilter(),
            Field.Code("state", "状态", ExpectedStates).Listed().FirstFilter().ByDeed(), Field.Date("arrived_on", "到文日期").Listed().Filter().ByDeed(), Field.Row("upper_meeting_id", "贯彻记录", "upper-meetings").ByDeed(), Field.Text("ended_words", "不再等的缘由").ByDeed(),
        ],
        Rules = [Awaited],
        Conditions = [ReadyCondition.Of(Awaited), new("等待", "state=1"), new("已到", "state=2")],
        Deeds =
        [
            new("arrive", "到文，转贯彻", Edit)
            {
                Consequence = "转成一条“上级会议文件贯彻”记录，起草贯彻意见，按时限提请研究",
                Fields = [Field.Date("on", "到文日期").Required().Past(), Field.LongText("main_points", "主要精神", 2000).Required(), Field.Date("due_on", "贯彻意见时限").Required()],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Day("due_on") < deed.Day("on")) return "贯彻意见时限早于到文日期";
                    var said = Assignments.Said(db, deed);
                    var meeting = Guid.CreateVersion7();
                    said.Add("meeting", meeting);
                    if (await db.ExecuteAsync("insert into upper_meeting (id, locality_path, rank_order, title, issuer, held_on, main_points, line, due_on, created_by, changed_by) select @meeting, locality_path, rank_order, title, issuer, @on, @main_points, line, @due_on, @by, @by from expected_document where id = @id and state = '1' and announced_on <= @on", said, stop) == 0) return "已经到文或不再等，或日期早于得知";
                    await db.ExecuteAsync("update expected_document set state = '2', arrived_on = @on, upper_meeting_id = @meeting, version = version + 1 where id = @id", said, stop);
                    await db.RecordAsync(new(DeedKind.Create, "upper-meetings", meeting, deed.LocalityPath, deed.Title, [new("来自", null, "待出台上级文件"), new("贯彻意见时限", null, Dates.Format(deed.Day("due_on")!.Value))]), stop);
                    return null;
                },
            },
            Assignments.Deed("end", "不再等", Edit, "不再列入等待", "update expected_document set state = '3', ended_words = @words, version = version + 1 where id = @id and state = '1'", "已经到文或不再等", Field.Text("words", "缘由", 200).Required()),
        ],
    };
}
