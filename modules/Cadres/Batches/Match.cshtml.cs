using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Batches;

/// <summary>人岗比对 (C3.9): what the post asks against what each cadre has, condition by condition, without a score. What was compared is kept with the case as it stood.</summary>
[Needs(Appointing.Read, Write = Appointing.Act)]
public sealed class MatchModel(Db db, Here here) : PageModel
{
    const int Most = 40;
    public sealed record Choice(Guid Id, string Name);
    public sealed record Person
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? PostTitle { get; init; }
        public DateOnly? BirthOn { get; init; }
        public bool IsCandidate { get; init; }
        public bool[] Met { get; init; } = [];
    }
    public sealed record Kept
    {
        public Guid Id { get; init; }
        public string Profile { get; init; } = "";
        public string[] Conditions { get; init; } = [];
        public string Result { get; init; } = "";
        public int People { get; init; }
        public DateOnly KeptOn { get; init; }
        public string KeptBy { get; init; } = "";
    }

    public Here Here { get; } = here;
    public Batch Batch { get; private set; } = null!;
    public BatchPost Post { get; private set; } = null!;
    public IReadOnlyList<Choice> Profiles { get; private set; } = [];
    public PostProfiles.Profile? Profile { get; private set; }
    public IReadOnlyList<string> Conditions { get; private set; } = [];
    public IReadOnlyList<Person> People { get; private set; } = [];
    public IReadOnlyList<Kept> KeptOnes { get; private set; } = [];
    public Kept? Shown { get; private set; }
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(Appointing.Act) && Batch.Head.State is "1" or "2";
    public bool MayFiles => Here.May("cadres.files.read");
    public string Address => Here.Url($"cadres/batches/match/{Post.Id}");

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? profile, Guid? kept, CancellationToken stop) => await LoadAsync(id, profile, kept, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? profile, CancellationToken stop)
    {
        if (!await LoadAsync(id, profile, null, stop)) return NotFound();
        if (!MayWrite || Profile is null || Conditions.Count == 0)
        {
            Fault = !MayWrite ? "批次已经决定，不再保存比对" : "请先选有条件的岗位画像";
            Response.StatusCode = 422;
            return Page();
        }
        await db.ExecuteAsync("insert into appointment_match (appointment_batch_id, locality_path, rank_order, post_id, profile, conditions, result, people, kept_on, kept_by, created_by) values (@batch, @Path, 0, @id, @Name, @conditions, cast(@result as jsonb), @people, @today, @by, @actor)",
            new { batch = Batch.Head.Id, Batch.Head.Path, id, Profile.Name, conditions = Conditions.ToArray(), result = JsonSerializer.Serialize(People), people = People.Count, today = Clock.Today, by = db.Actor.Name, actor = db.Actor.Id }, stop);
        await Batch.LogAsync(db, Batch.Head, Clock.Today, "人岗比对", null, $"{Post.Title}，按“{Profile.Name}”：{string.Join("、", Conditions)}；列出 {People.Count} 人，全部符合 {People.Count(one => one.Met.All(met => met))} 人", stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", Batch.Head.Id, Batch.Head.Path, Batch.Head.Name, [new("人岗比对", null, $"{Post.Title}：{People.Count} 人")]), stop);
        TempData["Done"] = "比对的条件和结果已随案保存";
        return Redirect(Address);
    }

    async Task<bool> LoadAsync(Guid id, Guid? profile, Guid? kept, CancellationToken stop)
    {
        if (await db.FirstAsync<Guid?>("select appointment_batch_id from appointment_post where id = @id and removed_at is null", new { id }, stop) is not { } batch || await Batch.LoadAsync(db, batch, Clock.Today, stop) is not { } found) return false;
        (Batch, Post) = (found, found.Posts.First(post => post.Id == id));
        (Profiles, KeptOnes) = await db.QueryManyAsync("""
            select id, name from post_profile where removed_at is null order by name = @Title desc, name, id limit 200;
            select id, profile, conditions, result::text as result, people, kept_on, kept_by from appointment_match where post_id = @id and removed_at is null order by created_at desc, id
            """, new { id, Post.Title }, async grid => ((IReadOnlyList<Choice>)[.. await grid.ReadAsync<Choice>()], (IReadOnlyList<Kept>)[.. await grid.ReadAsync<Kept>()]), stop);
        Shown = KeptOnes.FirstOrDefault(one => one.Id == kept);
        if (Shown is not null)
        {
            (Conditions, People) = (Shown.Conditions, JsonSerializer.Deserialize<List<Person>>(Shown.Result)!);
            return true;
        }
        if (profile is not { } chosen || await db.FirstAsync<PostProfiles.Profile>("select id, name, duties, from_level, level_years, age_most, education_least, specialty, specialty_2, grassroots_years, experience, is_party from post_profile where id = @chosen and removed_at is null", new { chosen }, stop) is not { } one) return true;
        Profile = one;
        var asked = PostProfiles.ConditionsOf(one);
        Conditions = [.. asked.Select(condition => condition.Label)];
        if (asked.Count == 0) return true;
        // Who is considered for the post is always there; of the others those who lack one at most.
        People = await db.QueryAsync<Person>($"""
            select x.id, x.name, x.post_title, x.birth_on, x.is_candidate, x.met from (
              select c.id, c.name, c.post_title, c.birth_on, c.locality_path, c.rank_order, c.id = any(@candidates) as is_candidate, array[{string.Join(", ", asked.Select(condition => $"coalesce({condition.Sql}, false)"))}] as met
              from cadre c where c.removed_at is null and c.status = '1' and ({(one.FromLevel is null ? "true" : "c.level = @FromLevel or ")}{(one.FromLevel is null ? "" : "c.id = any(@candidates)")})) x
            where x.is_candidate or cardinality(array_positions(x.met, false)) <= 1 order by x.is_candidate desc, cardinality(array_positions(x.met, false)), x.locality_path, x.rank_order, x.id limit {Most}
            """, new { one.FromLevel, one.LevelYears, one.AgeMost, one.EducationLeast, one.Specialty, one.Specialty2, one.GrassrootsYears, day = Clock.Today, candidates = Batch.Candidates.Where(person => person.PostId == id && person.State is not "4").Select(person => person.CadreId).ToArray() }, stop);
        return true;
    }
}
