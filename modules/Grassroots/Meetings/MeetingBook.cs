namespace OrgWork.Grassroots;

/// <summary>A meeting as it is looked at.</summary>
public sealed record Meeting
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public string Organisation { get; init; } = "";
    public string LocalityPath { get; init; } = "";
    public string Kind { get; init; } = "";
    public string[] Also { get; init; } = [];
    public string Topic { get; init; } = "";
    public int? ForYear { get; init; }
    public DateOnly? PlannedOn { get; init; }
    public DateOnly? HeldOn { get; init; }
    public string? Place { get; init; }
    public string? Chair { get; init; }
    public string? Recorder { get; init; }
    public string? PartyGroup { get; init; }
    public string? Lecturer { get; init; }
    public bool IsBySecretary { get; init; }
    public string? LecturerKind { get; init; }
    public string? LectureForm { get; init; }
    public string? Education { get; init; }
    public string? Ceremony { get; init; }
    public int? Hours { get; init; }
    public string? Content { get; init; }
    public string? Resolution { get; init; }
    public bool HasStudy { get; init; }
    public bool HasDeliberation { get; init; }
    public bool HasService { get; init; }
    public bool HasLife { get; init; }
    public bool HasCulture { get; init; }
    public string Steps { get; init; } = "{}";
    public int DueCount { get; init; }
    public int PresentCount { get; init; }
    public int LeaveCount { get; init; }
    public int AbsentCount { get; init; }
    public string State { get; init; } = "2";
    public string? ConfirmedName { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public string? ReturnedName { get; init; }
    public DateTime? ReturnedAt { get; init; }
    public string? ReturnedRemark { get; init; }
    public int Version { get; init; }

    /// <summary>It has points of its own: a committee's agenda, or what a theme day deliberated and somebody sees to.</summary>
    public bool MayDecide => KindOf.HasAgenda || HasDeliberation;
    public MeetingKind KindOf => MeetingKind.Of(Kind)!;
    public DateOnly On => HeldOn ?? PlannedOn ?? default;
    public string Title => $"{KindOf.Name}：{Topic}";
    public IReadOnlyDictionary<string, string> StepTexts => field ??= System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(Steps)!;
    public IEnumerable<string> Themes => ((bool, string)[])[(HasStudy, "政治学习"), (HasDeliberation, "民主议事"), (HasService, "志愿服务"), (HasLife, "组织生活"), (HasCulture, "政治文化")] is var all ? all.Where(theme => theme.Item1).Select(theme => theme.Item2) : [];
}

/// <param name="Standing">1 到会, 2 请假, 3 缺席</param>
public sealed record Attendee(Guid MemberId, string Name, string Kind, string Standing, string? Reason, bool IsLeading, DateOnly? MadeUpOn)
{

    public string StandingName => Standing switch { "1" => "到会", "2" => "请假", _ => "缺席" };
}

/// <summary>Reading meetings and what is due. Within the scope of the request, as everything.</summary>
public sealed class MeetingBook(Db db)
{
    public const string Columns = """
        m.id, m.organisation_id, o.name as organisation, m.locality_path, m.kind, m.also, m.topic, m.for_year, m.planned_on, m.held_on, m.place, m.chair, m.recorder, m.party_group, m.lecturer, m.is_by_secretary, m.lecturer_kind, m.lecture_form, m.education, m.ceremony, m.hours, m.content, m.resolution,
        m.has_study, m.has_deliberation, m.has_service, m.has_life, m.has_culture, m.steps, m.due_count, m.present_count, m.leave_count, m.absent_count, m.state, m.confirmed_name, m.confirmed_at, m.returned_name, m.returned_at, m.returned_remark, m.version
        """;

    public Task<Meeting?> FindAsync(Guid id, CancellationToken stop) => db.FirstAsync<Meeting>($"select {Columns} from meeting m join organisation o on o.id = m.organisation_id where m.id = @id and m.removed_at is null", new { id }, stop);

    public Task<Shape?> ShapeAsync(Guid id, CancellationToken stop) => db.FirstAsync<Shape>($"select o.id, o.name, o.locality_path, o.kind, o.founded_on, {Duty.ShapeSql}, o.theme_day, o.secretary from organisation o where o.id = @id and o.removed_at is null and o.abolished_on is null", new { id }, stop);

    /// <summary>Who belongs to a meeting of this kind on that day: the members, those who hold a post, those of a group.</summary>
    public Task<IReadOnlyList<Attendee>> CircleAsync(Shape shape, MeetingKind kind, string? group, DateOnly on, CancellationToken stop) => db.QueryAsync<Attendee>($"""
        select m.id as member_id, m.name, m.kind, '1' as standing, null::text as reason, m.is_leading, null::date as made_up_on from member m
        where m.removed_at is null and {(kind.Circle == Circle.Committee
            ? "m.id in (select p.member_id from member_post p where p.organisation_id = @Id and p.removed_at is null and p.began_on <= @on and (p.ended_on is null or p.ended_on > @on))"
            : "m.organisation_id = @Id and m.membership_state = '1' and m.joined_on <= @on and (m.left_on is null or m.left_on > @on)")}
          {(kind.Circle == Circle.Group ? "and m.party_group = @group" : "")}
        order by m.rank_order, m.id limit 500
        """, new { shape.Id, on, group }, stop);

    public Task<IReadOnlyList<Attendee>> AttendeesAsync(Guid meeting, CancellationToken stop) => db.QueryAsync<Attendee>(
        "select a.member_id, m.name, m.kind, a.standing, a.reason, m.is_leading, a.made_up_on from attendance a join member m on m.id = a.member_id where a.meeting_id = @meeting order by m.rank_order, m.id", new { meeting }, stop);

    public Task<IReadOnlyList<string>> GroupsAsync(Guid organisation, CancellationToken stop) => db.QueryAsync<string>("select distinct party_group from member where organisation_id = @organisation and party_group is not null and left_on is null and removed_at is null order by 1", new { organisation }, stop);

    /// <summary>All of a year, those counted for the year and held after it among them.</summary>
    public Task<IReadOnlyList<Meeting>> OfYearAsync(Guid organisation, int year, CancellationToken stop) => db.QueryAsync<Meeting>($"""
        select {Columns} from meeting m join organisation o on o.id = m.organisation_id
        where m.organisation_id = @organisation and m.removed_at is null
          and (coalesce(m.held_on, m.planned_on) between @from and @to or m.for_year = @year and m.held_on > @to and m.held_on <= @to + 366)
        order by coalesce(m.held_on, m.planned_on) desc, m.id desc
        """, new { organisation, year, from = new DateOnly(year, 1, 1), to = new DateOnly(year, 12, 31) }, stop);
}

public enum CellState { None, Ahead, Open, Soon, Missing, Done }

/// <summary>One period of one duty.</summary>
public sealed record DutyCell(DateOnly From, DateOnly To, int Required, IReadOnlyList<Meeting> Held, IReadOnlyList<Meeting> Unready, CellState State)
{
    public string Word => State switch { CellState.Done => "已开", CellState.Missing => "缺", CellState.Soon => "快到期", CellState.Open => "待开", CellState.Ahead => "未到", _ => "" };
}

public sealed record DutyRow(Duty Duty, IReadOnlyList<DutyCell> Cells);

/// <summary>A branch's year: what is due in which period, what was held, what is lacking. Reckoned from meetings and rules, stored nowhere.</summary>
public sealed record LifeCalendar(Shape Shape, int Year, DateOnly Today, IReadOnlyList<DutyRow> Rows)
{
    public static LifeCalendar Of(Shape shape, int year, DateOnly today, IReadOnlyList<Meeting> meetings, RuleSettings settings)
    {
        var rows = new List<DutyRow>();
        foreach (var duty in Duty.All.Where(duty => duty.Applies(shape)))
        {
            var cells = new List<DutyCell>();
            for (var from = new DateOnly(year, 1, 1); from.Year == year; from = from.AddMonths((int)duty.Period))
            {
                var to = duty.Period.EndOf(from);
                var due = duty.Period == DutyPeriod.Year && settings.ValueOf(duty.Rule, duty.Rule.Parameter("month"), shape.LocalityPath, today).Value is > 0 and var month ? new DateOnly(year + 1, (int)month, 1).AddMonths(1).AddDays(-1) : to;
                var mine = meetings.Where(meeting => (meeting.Kind == duty.Kind.Code || meeting.Also.Contains(duty.Kind.Code)) && (duty.Period == DutyPeriod.Year ? (meeting.ForYear ?? meeting.On.Year) == year : meeting.On >= from && meeting.On <= to)).OrderBy(meeting => meeting.On).ToList();
                List<Meeting> held = [.. mine.Where(meeting => meeting.State == "3" && meeting.HeldOn <= today)];
                var required = (int)settings.ValueOf(duty.Rule, duty.Rule.Parameter("count"), shape.LocalityPath, to < today ? to : today).Value;
                var days = duty.Period == DutyPeriod.Year ? 31 : (int)settings.ValueOf(duty.Rule, duty.Rule.Parameter("days"), shape.LocalityPath, today).Value;
                cells.Add(new(from, to, required, held, [.. mine.Except(held)],
                    shape.FoundedOn > to ? CellState.None : held.Count >= required ? CellState.Done : due < today ? CellState.Missing : from > today ? CellState.Ahead : today.AddDays(days) > due || FixedOf(shape, duty, from) is { } day && today > day ? CellState.Soon : CellState.Open));
            }
            rows.Add(new(duty, cells));
        }
        return new(shape, year, today, rows);
    }

    /// <summary>The day on which a branch always has its theme day, in a month.</summary>
    public static DateOnly? FixedOf(Shape shape, Duty duty, DateOnly month) => duty.Kind.Code == MeetingKind.ThemeDay && shape.ThemeDay is { } day ? new DateOnly(month.Year, month.Month, day) : null;

    /// <summary>What the quarter of today still lacks: missed, or due by its end.</summary>
    public IEnumerable<(Duty Duty, DutyCell Cell)> LackingThisQuarter()
    {
        var (from, to) = (DutyPeriod.Quarter.StartOf(Today), DutyPeriod.Quarter.EndOf(Today));
        return Rows.Where(row => row.Duty.Period != DutyPeriod.Year).SelectMany(row => row.Cells.Select(cell => (row.Duty, cell))).Where(one => one.cell.From >= from && one.cell.To <= to && one.cell.State is CellState.Missing or CellState.Soon or CellState.Open);
    }

    public IEnumerable<(Duty Duty, DutyCell Cell)> Missing => Rows.SelectMany(row => row.Cells.Select(cell => (row.Duty, cell))).Where(one => one.cell.State == CellState.Missing);
}
