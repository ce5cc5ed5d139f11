namespace OrgWork.Grassroots;

/// <summary>组织生活记录: the list, its filters and export. Entering, looking at, confirming and returning one have pages of their own.</summary>
public static class PartyMeetings
{
    public const string Read = "grassroots.life.read", Edit = "grassroots.life.edit", Review = "grassroots.life.review", Correct = "grassroots.life.correct";

    public static readonly Register Register = new()
    {
        Id = "meetings", Title = "组织生活记录", Noun = "组织生活记录", Counter = "次", Table = "meeting",
        ReadPermission = Read, WritePermission = Correct,
        Fields =
        [
            Field.Text("topic", "主题", 100).Required().Wide(),
            Field.Code("kind", "类型", MeetingKind.Codes).Required().Listed().FirstFilter(),
            (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Date("held_on", "召开日期").Listed().FirstFilter().Sortable().Past(),
            Field.Number("due_count", "应到").Listed(),
            Field.Number("present_count", "实到").Listed(),
            Field.Number("leave_count", "请假").WideScreensOnly(),
            Field.Number("absent_count", "缺席").WideScreensOnly(),
            Field.Code("state", "状态", MeetingKind.States).Required().Listed().FirstFilter().DefaultsTo("2"),
            Field.Date("planned_on", "计划日期"),
            Field.Number("for_year", "计作年度", 1949, 2200).Filter(),
            Field.Text("place", "地点", 60),
            Field.Text("chair", "主持人", 36),
            Field.Text("recorder", "记录人", 36),
            Field.Text("lecturer", "讲课人", 60),
            Field.Code("lecturer_kind", "讲课人身份", MeetingKind.LecturerKinds).Filter(),
            Field.Code("lecture_form", "党课形式", MeetingKind.LectureForms).Filter(),
            Field.Code("education", "教育类别", Education.Categories).Filter(),
            Field.Code("ceremony", "仪式种类", MeetingKind.Ceremonies).Filter(),
            Field.Number("hours", "学时", 1, 200),
            Field.Flag("has_study", "政治学习").Filter(),
            Field.Flag("has_deliberation", "民主议事").Filter(),
            Field.Flag("has_service", "志愿服务").Filter(),
            Field.Flag("has_life", "组织生活").Filter(),
            Field.LongText("content", "内容", 20000),
            Field.LongText("resolution", "决议、结论", 4000),
            Field.Text("returned_remark", "退回意见", 200),
        ],
        Conditions =
        [
            new("退回待改", "state=4") { Light = "red" },
            new("待确认", "state=2") { Light = "yellow" },
            new("三会一课", "kind=11,12,13,14"),
            new("主题党日", "kind=21"),
            new("党课库", "kind=14&state=3"),
            new("党课、主题党日没有标教育类别", "kind=14,21&state=3&education.none=1") { Light = "yellow" },
            new("计划中", "state=1"),
        ],
        Deeds =
        [
            new("judge", "登记听课评价", Edit)
            {
                Consequence = "记入这次党课的评价，计入讲课人的平均，供下次选课参考",
                Fields = Feedback.Fields,
                Done = async (db, deed, stop) =>
                {
                    if (Feedback.Fault(deed) is { } fault) return fault;
                    return await db.ExecuteAsync("update meeting set answers = @a, useful = @u, prepared = @p, again = @g, version = version + 1 where id = @Id and state = '3' and (kind = '14' or '14' = any(also)) and @a <= present_count", new { deed.Id, a = Feedback.Of(deed, "answers"), u = Feedback.Of(deed, "useful"), p = Feedback.Of(deed, "prepared"), g = Feedback.Of(deed, "again") }, stop) == 0 ? "只有已确认的党课可以登记，份数不能多于到会人数" : null;
                },
            },
            new("classify", "标教育类别", Edit)
            {
                Consequence = "计入教育内容表里这个支部、这一类别的次数",
                Fields = [Field.Code("education", "教育类别", Education.Categories).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update meeting set education = @education, version = version + 1 where id = @Id and kind in ('11', '14', '21', '33') and removed_at is null", new { deed.Id, education = deed.Text("education") }, stop) == 0 ? "只有党课、主题党日、党员大会和理论学习标教育类别" : null,
            },
            // What many did together is entered once: everybody who was there gets a line, which the branch confirms.
            new("service", "记入先锋作用", Edit)
            {
                Consequence = "到会的党员每人记一条先锋作用，写同一时长，等支部确认；已记过的不重复",
                Fields = [Field.Number("hours", "每人时长（小时）", 1, 24).Required(), Field.Text("role", "做了什么", 100).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into member_deed (locality_path, rank_order, task, member_id, organisation_id, role, done_on, hours, evidence, meeting_id, created_by, changed_by)
                    select t.locality_path, -(t.held_on - date '2000-01-01'), left(t.topic, 60), a.member_id, t.organisation_id, @role, t.held_on, @hours, '主题党日“' || t.topic || '”出席记录', t.id, org.actor(), org.actor()
                    from meeting t join attendance a on a.meeting_id = t.id and a.standing = '1' join member m on m.id = a.member_id and m.organisation_id = t.organisation_id where t.id = @Id and t.state = '3' and t.kind = '21' and t.has_service
                    on conflict (meeting_id, member_id) where removed_at is null and meeting_id is not null do nothing
                    """, new { deed.Id, hours = deed.Values["hours"], role = deed.Text("role") }, stop) == 0 ? "只有已确认、内容含志愿服务的主题党日可以记入；或者已经记过" : null,
            },
        ],
    };
}
