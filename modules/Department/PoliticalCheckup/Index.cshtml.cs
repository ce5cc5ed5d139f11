using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.PoliticalCheckup;

/// <summary>我的思想政治体检: the rounds that ask whoever is signed in, what was written, and the problems named in it.</summary>
[Needs(PersonalProblems.Own, Write = PersonalProblems.Tell)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Round(Guid Id, string Title, DateOnly OpensOn, DateOnly DueOn, string? Demand, DateOnly? DoneOn);
    public sealed record Said(Guid RoundId, string Part, string Words);

    public Here Here => here;
    public bool MayTell => here.MayWrite(PersonalProblems.Tell);
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public IReadOnlyList<Said> Written { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool IsOpen(Round round) => MayTell && round.OpensOn <= Clock.Today && (round.DoneOn is null || round.DueOn >= Clock.Today);
    public string Typed(Round round, string name) => Fault is not null && Request.Query["round"] == round.Id.ToString() ? Request.Form[name].ToString() : name.StartsWith("words_", StringComparison.Ordinal) ? Written.FirstOrDefault(one => one.RoundId == round.Id && one.Part == name[^1..])?.Words ?? "" : "";

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    /// <summary>All five parts at once; until the day it can be written anew. A part may name one problem, with what will be done and by when.</summary>
    public async Task<IActionResult> OnPostAsync(Guid round, string? due, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Rounds.FirstOrDefault(one => one.Id == round) is not { } asked || asked.OpensOn > Clock.Today) return NotFound();
        if (!IsOpen(asked)) return Refuse("这一轮已经完成并过了时限，不再修改");
        string Of(string name) => Request.Form[name].ToString().Trim();
        var parts = PoliticalCheckups.Parts.Codes.Select(part => (part.Value, part.Name, Words: Of("words_" + part.Value), Problem: Of("problem_" + part.Value), Measure: Of("measure_" + part.Value))).ToList();
        foreach (var part in parts)
        {
            if (part.Words.Length is 0 or > 2000) return Refuse($"{part.Name}：请写 2000 字以内");
            if (part.Problem.Length > 120) return Refuse($"{part.Name}：找到的问题写 120 字以内");
            if (part.Problem != "" && part.Measure.Length is 0 or > 1000) return Refuse($"{part.Name}：找到了问题，请写整改措施，1000 字以内");
        }
        var found = parts.Where(part => part.Problem != "").ToList();
        var day = Clock.Today;
        if (found.Count > 0)
        {
            if (!Dates.TryParse(due, out day, out var fault)) return Refuse("整改时限：" + fault);
            if (day < Clock.Today) return Refuse("整改时限不早于今天");
        }
        var args = new { round, path = here.Locality.Path, name = db.Actor.Name, today = Clock.Today, by = db.Actor.Id };
        var id = await db.FirstAsync<Guid>("""
            insert into political_checkup (locality_path, name, account_id, branch, round_id, done_on, created_by, changed_by)
            values (@path, @name, @by, (select m.organisation from grassroots_member m where m.person_id = (select org.own_person()) limit 1), @round, @today, @by, @by)
            on conflict (round_id, account_id) do update set version = political_checkup.version + 1, changed_at = now(), changed_by = @by returning id
            """, args, stop);
        await db.ExecuteAsync("""
            insert into political_checkup_part (political_checkup_id, locality_path, account_id, part, words) select @id, c.locality_path, @by, p, w from political_checkup c, unnest(@parts::text[], @words::text[]) x (p, w) where c.id = @id
            on conflict (political_checkup_id, part) do update set words = excluded.words
            """, new { id, by = db.Actor.Id, parts = parts.Select(part => part.Value).ToArray(), words = parts.Select(part => part.Words).ToArray() }, stop);
        // What was written stays out of the record of deeds, which others read.
        await db.RecordAsync(new(asked.DoneOn is null ? DeedKind.Create : DeedKind.Update, "political-checkups", id, here.Locality.Path, $"{db.Actor.Name}：{asked.Title}", [new("完成日期", null, Dates.Format(Clock.Today))]), stop);
        foreach (var part in found) await PersonalProblems.AddAsync(db, here.Locality.Path, part.Problem, PersonalProblems.Checkup, $"{asked.Title}：{part.Name}", part.Measure, day, "", stop);
        TempData["Done"] = found.Count == 0 ? "已完成体检" : $"已完成体检，{found.Count} 个问题列入个人检视问题";
        return Redirect(here.Url("department/political-checkup"));
    }

    PageResult Refuse(string why)
    {
        (Fault, Response.StatusCode) = (why, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Rounds = await db.QueryAsync<Round>("""
            select r.id, r.title, r.opens_on, r.due_on, r.demand, c.done_on from political_checkup_round r left join political_checkup c on c.round_id = r.id and c.account_id = @by
            where r.removed_at is null and starts_with(@path, r.locality_path) and r.opens_on <= @today and (c.id is not null or r.due_on >= @today - 180) order by c.id is not null, r.due_on desc, r.id limit 20
            """, new { by = db.Actor.Id, path = here.Locality.Path, today = Clock.Today }, stop);
        Written = await db.QueryAsync<Said>("select c.round_id, p.part, p.words from political_checkup c join political_checkup_part p on p.political_checkup_id = c.id where c.account_id = @by and p.account_id = @by order by p.part limit 200", new { by = db.Actor.Id }, stop);
    }
}
