namespace OrgWork.Grassroots;

/// <summary>集体决策: what committees and branches decided in the year, by matter and by how far it is carried out.</summary>
static class DecisionReports
{
    static readonly Counted Decisions = new()
    {
        Id = "decisions", Title = "集体决策事项", Counter = "项", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/meetings", RecordColumn = "meeting_id",
        Columns = [Field.Code("matter", "决策事项", AgendaItem.Matters), Field.Flag("is_major", "重大事项"), Field.Text("organisation", "党组织").Wide(), Field.Date("held_on", "日期"), Field.Code("execution", "执行", AgendaItem.Executions), Field.Text("execution_owner", "责任人"), Field.Date("due_on", "办理期限")],
        Sql = """
            select i.id, i.meeting_id, i.locality_path, i.title, coalesce(i.matter, '9') as matter, i.is_major, o.name as organisation, m.held_on, e.execution, i.execution_owner, i.due_on, e.execution in ('1', '2') and i.due_on < {day} as is_late
            from grassroots.meeting_item i join grassroots.meeting m on m.id = i.meeting_id join grassroots.organisation o on o.id = m.organisation_id cross join lateral (select case when i.execution = '3' and i.done_on > {day} then '2' else i.execution end as execution) e
            where i.kind = '2' and i.removed_at is null and m.removed_at is null and m.state = '3' and m.held_on between {from} and {day}
            """,
    };

    public static IReadOnlyList<Report> All =>
    [
        new()
        {
            Id = "decisions", Number = "表26", Title = "集体决策和执行", Of = Decisions, RowHead = "决策事项",
            Rows = [Lines.All, .. Lines.Codes(AgendaItem.Matters, "matter", 1), new("其中：重大事项", "is_major"), .. AgendaItem.Matters.Codes.Select(matter => Line.Sub(matter.Name, $"is_major and matter = '{matter.Value}'"))],
            Columns = [Lines.All, .. Lines.Codes(AgendaItem.Executions, "execution", 1), new("超过期限没有办结", "is_late")], Checks = [new("列1=列2+列3+列4+列5"), new("行1=行2+行3+行4+行5+行6"), new("行7=行8+行9+行10+行11+行12")],
            Note = "本年已确认的会议里作了决定的议题；重大事项另列。没有选类别的列在其他事项。", Source = "民主集中制、“三重一大”决策制度", Confidence = "待核",
        },
    ];
}
