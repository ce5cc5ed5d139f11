using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>换届成效评估 (C4.16): the teams before and after, what is asked of their structure, satisfaction, breaches and elections; all from the data, with the free words of those who led it.</summary>
[Needs(TermChanges.Read)]
public sealed class OutcomeModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Path, string Name, string Tier, DateOnly ChangesOn, string State, DateOnly? ClosedOn, string? Lessons);
    public sealed record Side(int Teams, int People, double? MeanAge, int Young, int Women, int NonParty, int University, int Grassroots, int Vacant, int Over)
    {
        public static Side Of(IReadOnlyList<TeamBoard> boards)
        {
            var held = boards.SelectMany(board => board.Held.Select(seat => (board.Day, Seat: seat))).ToList();
            var ages = held.Select(one => one.Seat.AgeOn(one.Day)).OfType<int>().ToList();
            return new(boards.Count, held.Count, ages.Count > 0 ? ages.Average() : null, ages.Count(age => age <= 40), held.Count(one => one.Seat.Sex == "2"), held.Count(one => one.Seat.Politics is not ("01" or "02" or null)), held.Count(one => one.Seat.Education is { Length: > 0 } code && code[0] is '1' or '2'), held.Count(one => one.Seat.GrassrootsYears >= 2), boards.Sum(board => board.Vacant), boards.Sum(board => board.Over));
        }

        public string Part(int count) => People == 0 ? "—" : $"{count}（{count * 100.0 / People:0.#}%）";
    }
    public sealed record Survey(Guid Id, string Title, DateOnly HeldOn, string State, string? Summary);
    public sealed record Held(string Meeting, int Steps, int Signed, int Deviations);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public DateOnly Before { get; private set; }
    public DateOnly After { get; private set; }
    public bool IsOver => After > One.ChangesOn;
    public Side Was { get; private set; } = null!;
    public Side Is { get; private set; } = null!;
    public IReadOnlyList<(string Name, Side Was, Side Is)> Teams { get; private set; } = [];
    public IReadOnlyList<Held> Meetings { get; private set; } = [];
    /// <summary>All that were not declared void; the report goes by the latest that is signed.</summary>
    public IReadOnlyList<Survey> Surveys { get; private set; } = [];
    /// <summary>How content with each question, then each group of those asked with all of them.</summary>
    public IReadOnlyList<(string Asked, decimal? Share)> Answers { get; private set; } = [];
    public decimal? Satisfaction { get; private set; }
    public bool MayAsk => One.State == "2" && Here.MayWrite(TermChanges.Write);
    public string AskUrl => Here.Url($"cadres/{SatisfactionPoll.Kind.Id}/new") + $"?subject={One.Id}&title={Uri.EscapeDataString(One.Name + "满意度测评")}";
    public string UrlOf(Survey survey) => Here.Url($"cadres/{SatisfactionPoll.Kind.Id}/{survey.Id}");
    public int? Breaches { get; private set; }
    /// <summary>Of each unit, how many of which kind and how many were found to be so.</summary>
    public sealed record UnitBreaches(string Unit, int All, string Kinds, int Found);
    public IReadOnlyList<UnitBreaches> ByUnit { get; private set; } = [];
    public int Taught { get; private set; }
    public int ToTeach { get; private set; }
    /// <summary>What is asked of the teams, how it stood before and stands after, and whether it is met now.</summary>
    public IReadOnlyList<(string Name, string Before, string After, bool IsMet)> Asked { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, locality_path as path, name, tier, changes_on, state, closed_on, lessons from term_change where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        One = head;
        // The day before the change, and the day it was done: today as long as it is under way.
        (Before, After) = (head.ChangesOn <= Clock.Today ? head.ChangesOn.AddDays(-1) : Clock.Today, head.ClosedOn ?? Clock.Today);
        var ids = (await db.QueryAsync<(Guid Id, string Name, DateOnly? Ends)>(BoardModel.TeamsSql, new { id }, stop)).Select(team => team.Id).ToArray();
        var (was, now) = (await TeamBoard.LoadManyAsync(db, ids, Before, stop), await TeamBoard.LoadManyAsync(db, ids, After, stop));
        (Was, Is) = (Side.Of(was), Side.Of(now));
        Teams = [.. now.Select(board => (board.Name, Side.Of([.. was.Where(one => one.Id == board.Id)]), Side.Of([board])))];
        Asked = [.. (await Requirements.InForceAsync(db, After, stop)).Where(asked => now.Any(asked.Concerns)).Select(asked => (asked.Name, Stands(asked, was).Words, Stands(asked, now).Words, Stands(asked, now).IsMet))];
        await db.QueryManyAsync("""
            select meeting, count(*)::int as steps, count(*) filter (where state <> '1')::int as signed, count(*) filter (where state = '3')::int as deviations from term_check where term_change_id = @id and removed_at is null group by meeting order by meeting;
            select coalesce(sum(c), 0)::int, coalesce(sum(r), 0)::int from (select max(covered) as c, max(required) as r from term_education where term_change_id = @id and removed_at is null group by unit_name, kind) x;
            select id, title, held_on, state, summary from org.poll where subject_id = @id and kind = @kind and state <> 'void' order by held_on, id
            """, new { id, kind = SatisfactionPoll.Kind.Id }, async grid =>
        {
            Meetings = [.. await grid.ReadAsync<Held>()];
            (Taught, ToTeach) = await grid.ReadSingleAsync<(int, int)>();
            Surveys = [.. await grid.ReadAsync<Survey>()];
            return 0;
        }, stop);
        if (await Ballots.SignedAsync(db, SatisfactionPoll.Kind, id, stop) is { Tally: var tally })
        {
            Satisfaction = tally.Share(SatisfactionPoll.Kind.Favourable);
            Answers = [.. tally.Items.Select(item => (item.Title, tally.Share(item, SatisfactionPoll.Kind.Favourable))), .. tally.Groups.Select(group => ($"{group.Name}测评", tally.Share(SatisfactionPoll.Kind.Favourable, group)))];
        }
        if (Here.May(TermChanges.Breaches))
        {
            ByUnit = await db.QueryAsync<UnitBreaches>("""
                select unit, sum(n)::int as "all", string_agg(kind || ':' || n, ',' order by kind) as kinds, sum(found)::int as found
                from (select btrim(unit_name) as unit, kind, count(*) as n, count(*) filter (where verdict in ('1', '2')) as found from term_violation where term_change_id = @id and removed_at is null group by 1, 2) x group by unit order by 2 desc, unit
                """, new { id }, stop);
            Breaches = ByUnit.Sum(unit => unit.All);
        }
        return Page();
    }

    /// <summary>Of each team, how many meet it; of all together, what it comes to.</summary>
    (string Words, bool IsMet) Stands(Requirement asked, IReadOnlyList<TeamBoard> boards)
    {
        var concerned = boards.Where(asked.Concerns).ToList();
        if (asked.Scope != "1") return asked.Judge(concerned, Here.PlaceName) is var all ? (all.Words, all.IsMet) : default;
        var met = concerned.Count(board => asked.Judge(board).IsMet);
        return ($"{met} / {concerned.Count} 个班子达到", met == concerned.Count);
    }
}
