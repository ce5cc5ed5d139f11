using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>全覆盖培训: of everybody meant by a drive, how many have been in one of its classes, place by place, and who has not.</summary>
[Needs(Education.Read)]
public sealed class DriveModel(Db db, Here here) : PageModel
{
    public sealed record Drive(Guid Id, string Title, string Category, string Target, string LeastLevel, string LocalityPath, DateOnly BeganOn, DateOnly DueOn, DateOnly? ClosedOn);
    public sealed record Count(string Path, int Meant, int Trained);
    public sealed record Branch(Guid Id, string Name, int Meant, int Trained);
    public sealed record Session(Guid Id, string Name, string Level, DateOnly BeganOn, int Hours, int People);
    public sealed record Missing(Guid Id, string Name, string Organisation, string LocalityPath, string? Workplace);

    const int PageSize = 200;

    public Here Here { get; } = here;
    public Drive Of { get; private set; } = null!;
    public IReadOnlyList<Count> Places { get; private set; } = [];
    public IReadOnlyList<Branch> Branches { get; private set; } = [];
    public IReadOnlyList<Session> Sessions { get; private set; } = [];
    public IReadOnlyList<Missing> Left { get; private set; } = [];
    public int Meant => Places.Sum(place => place.Meant);
    public int Trained => Places.Sum(place => place.Trained);
    public bool IsCut => Left.Count == PageSize;
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";
    public string NameOf(string path) => Here.PlaceAt(path)?.Name ?? path;

    /// <summary>Who is meant, in the place that has set the drive going; <c>m</c> is the member.</summary>
    public const string MeantSql = """
        m.removed_at is null and m.left_on is null and m.membership_state = '1' and starts_with(m.locality_path, @LocalityPath) and case @Target
          when '1' then true
          when '6' then m.is_leading
          else exists (select from member_post p join organisation q on q.id = p.organisation_id where p.member_id = m.id and p.ended_on is null and p.removed_at is null and q.abolished_on is null
            and case @Target when '2' then p.post = '001A' when '3' then p.post = '001A' and q.is_village when '4' then p.post = '001A' and q.sphere = '7' else true end) end
        """;
    public const string TrainedSql = "exists (select from study s where s.drive_id = @Id and s.member_id = m.id and s.removed_at is null and s.level <= @LeastLevel)";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Drive>("select id, title, category, target, least_level, locality_path, began_on, due_on, closed_on from drive where id = @id and removed_at is null", new { id }, stop) is not { } drive) return NotFound();
        Of = drive;
        // Places directly below this one; what lies in the place itself stands under its own name.
        var below = Here.Localities.ChildrenOf(Here.Locality).Where(place => place.Kind != LocalityKind.Organisation).Select(place => place.Path).ToArray();
        var args = new { drive.Id, drive.Target, drive.LeastLevel, drive.LocalityPath, below, own = Here.Locality.Path };
        (Places, Left, Branches, Sessions) = await db.QueryManyAsync($"""
            select coalesce(b.path, @own) as path, count(*)::int as meant, count(*) filter (where t.trained)::int as trained
            from member m cross join lateral (select {TrainedSql} as trained) t left join lateral (select x as path from unnest(@below) x where starts_with(m.locality_path, x) limit 1) b on true
            where {MeantSql} group by 1 order by count(*) filter (where t.trained)::numeric / count(*), 1;
            select m.id, m.name, o.name as organisation, m.locality_path, m.workplace from member m join organisation o on o.id = m.organisation_id where {MeantSql} and not {TrainedSql} order by m.locality_path, m.rank_order, m.id limit {PageSize};
            select o.id, o.name, count(*)::int as meant, count(*) filter (where t.trained)::int as trained from member m join organisation o on o.id = m.organisation_id cross join lateral (select {TrainedSql} as trained) t where {MeantSql} group by o.id, o.name, o.locality_path, o.rank_order order by count(*) filter (where t.trained)::numeric / count(*), o.locality_path, o.rank_order, o.id limit {PageSize};
            select k.id, k.name, k.level, k.began_on, k.hours, (select count(*)::int from study s where s.class_id = k.id and s.removed_at is null) as people from training_class k where k.drive_id = @Id and k.removed_at is null order by k.began_on, k.id limit {PageSize}
            """, args, async grid => ((IReadOnlyList<Count>)[.. await grid.ReadAsync<Count>()], (IReadOnlyList<Missing>)[.. await grid.ReadAsync<Missing>()], (IReadOnlyList<Branch>)[.. await grid.ReadAsync<Branch>()], (IReadOnlyList<Session>)[.. await grid.ReadAsync<Session>()]), stop);
        return Page();
    }
}
