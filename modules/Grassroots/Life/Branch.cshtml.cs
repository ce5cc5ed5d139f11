using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>One organisation's year: what is due, held and lacking, month by month. Nothing of it is stored.</summary>
[Needs(PartyMeetings.Read)]
public sealed class BranchModel(Db db, Here here, MeetingBook book, RuleChecks checks) : PageModel
{
    public sealed record Person(Guid Id, string Name, DateOnly JoinedOn);

    public sealed record Leader(Guid Id, string Name, int Attended, int Due, DateOnly? LastOn, bool IsShort);

    public Here Here { get; } = here;
    public LifeCalendar Calendar { get; private set; } = null!;
    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];
    /// <summary>Whose day of joining comes round in the next days; who has joined and not taken the oath.</summary>
    public IReadOnlyList<Person> Birthdays { get; private set; } = [];
    public IReadOnlyList<Person> Unsworn { get; private set; } = [];
    /// <summary>Leading members of the branch and how often they were at its meetings this year, as everybody there may see.</summary>
    public IReadOnlyList<Leader> Leaders { get; private set; } = [];
    /// <summary>What this month's theme day is to be about, set above.</summary>
    public MonthTheme? Theme { get; private set; }
    public Shape Shape => Calendar.Shape;
    public bool MayWrite => Here.MayWrite(PartyMeetings.Edit);
    public IEnumerable<Meeting> Waiting => Meetings.Where(meeting => meeting.State is "2" or "4" || meeting.State == "1" && meeting.PlannedOn <= Clock.Today);

    public async Task<IActionResult> OnGetAsync(Guid id, int? year, CancellationToken stop)
    {
        var (today, asked) = (Clock.Today, year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year);
        if (await book.ShapeAsync(id, stop) is not { } shape) return NotFound();
        Meetings = await book.OfYearAsync(id, asked, stop);
        var settings = await checks.SettingsAsync(stop);
        string Lit(Rule rule) => RuleSql.Lit(rule, settings, db.Scope.Lo, today, "array(select id from member where organisation_id = @id and removed_at is null and left_on is null)");
        (Birthdays, Unsworn) = asked != today.Year ? ([], []) : await db.QueryManyAsync($"""
            select m.id, m.name, m.joined_on from member m where m.organisation_id = @id and m.id in ({Lit(CeremonyRules.BirthdayNear)}) order by extract(month from m.joined_on), extract(day from m.joined_on), m.id;
            select m.id, m.name, m.joined_on from member m where m.organisation_id = @id and m.id in ({Lit(CeremonyRules.Oath)}) order by m.joined_on, m.id
            """, new { id }, async grid => ((IReadOnlyList<Person>)[.. await grid.ReadAsync<Person>()], (IReadOnlyList<Person>)[.. await grid.ReadAsync<Person>()]), stop);
        Leaders = await db.QueryAsync<Leader>($"""
            select m.id, m.name, count(*) filter (where a.standing = '1')::int as attended, count(a.meeting_id)::int as due, max(a.held_on) filter (where a.standing = '1') as last_on, m.id in ({Lit(DualLifeRules.Attendance)}) as is_short
            from member m left join (select a.* from attendance a join meeting t on t.id = a.meeting_id where t.organisation_id = @id and t.state = '3' and t.removed_at is null and {DualLifeRules.OfBranch}) a on a.member_id = m.id and a.held_on between @from and @to
            where m.organisation_id = @id and m.is_leading and m.removed_at is null and m.left_on is null and m.membership_state = '1' group by m.id, m.name, m.rank_order order by m.rank_order, m.id
            """, new { id, from = new DateOnly(asked, 1, 1), to = new DateOnly(asked, 12, 31) }, stop);
        Calendar = LifeCalendar.Of(shape, asked, today, Meetings, settings);
        if (shape.IsBranch && asked == today.Year) Theme = await MonthThemes.OfAsync(db, shape.LocalityPath, today, stop);
        return Page();
    }

    public string WriteUrl(Duty duty, DutyCell? cell = null) => Here.Url($"grassroots/meetings/write?organisation={Shape.Id}&kind={duty.Kind.Code}{(cell is { State: CellState.Missing } missed ? $"&on={AsOf.Format(missed.To)}" : "")}");

    /// <summary>A month ahead stands under the day that is fixed, until something is planned or held.</summary>
    public DateOnly? PlannedOn(Duty duty, DutyCell cell) => cell.State is CellState.Ahead or CellState.Open or CellState.Soon && cell.Unready.Count == 0 && cell.Held.Count == 0 ? LifeCalendar.FixedOf(Shape, duty, cell.From) : null;

    public string MeetingUrl(Meeting meeting) => Here.Url($"grassroots/meetings/{meeting.Id}");

    public static string NameOf(Duty duty, DutyCell cell) => duty.Period switch { DutyPeriod.Month => $"{cell.From.Month} 月", DutyPeriod.Quarter => $"{"一二三四"[(cell.From.Month - 1) / 3]}季度", _ => $"{cell.From.Year} 年度" };

    public static string LightOf(CellState state) => state switch { CellState.Missing => "red", CellState.Soon => "yellow", CellState.Done => "green", _ => "none" };
}
