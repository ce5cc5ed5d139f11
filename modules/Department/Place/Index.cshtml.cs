using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department;

/// <summary>一地一页: cadres, Party organisations, talents and tasks of a place together; each part for whoever may see it in its own module, and none where that module is not there.</summary>
[Needs(KeyPoints.Read)]
public sealed class PlaceModel(Db db, Here here, WorkBook work) : PageModel
{
    public sealed record Part(string Title, string Counter, long Count, IReadOnlyList<(string Text, string Url)> Rows, string AllUrl);
    sealed record Row(Guid Id, string Text);
    public sealed record Item(Guid Id, string Kind, string Title, string? LeadName, string? Person, DateOnly? DueOn, int Percent, string State, bool IsLinked);

    const int Shown = 12, MostTasks = 100;

    /// <summary>There are more than a page shows; the soonest due stand on it.</summary>
    public bool IsMore { get; private set; }

    public Here Here => here;
    public IReadOnlyList<Part> Parts { get; private set; } = [];
    public IReadOnlyList<Item> Tasks { get; private set; } = [];
    public string KindName(Item item) => work.All.FirstOrDefault(place => place.Path == $"department/{item.Kind}")?.Kind.Title ?? item.Kind;

    public async Task OnGetAsync(CancellationToken stop)
    {
        (string Permission, string Title, string Counter, string View, string Column, string Path)[] all =
        [
            ("cadres.files.read", "干部", "人", "cadres_cadre", "called", "cadres/files"), ("grassroots.organisations.read", "党组织", "个", "grassroots_organisation", "name", "grassroots/organisations"), ("talent.talents.read", "人才", "人", "talent_talent", "called", "talent/talents"),
        ];
        var parts = new List<Part>();
        foreach (var (permission, title, counter, view, column, path) in all.Where(one => here.May(one.Permission)))
        {
            // Counted no further than a number that is read at a glance.
            var count = await db.FirstAsync<long>($"select count(*) from (select from {view} where removed_at is null limit 10001) c", null, stop);
            var rows = await db.QueryAsync<Row>($"select id, {column} as text from {view} where removed_at is null order by locality_path, id limit {Shown}", null, stop);
            parts.Add(new(title, counter, count, [.. rows.Select(row => (row.Text, here.Url($"{path}/{row.Id}")))], here.Url(path)));
        }
        Parts = parts;
        var tasks = await db.QueryAsync<Item>($"""
            select i.id, i.kind, i.title, i.lead_name, i.person, i.due_on, i.percent, i.state, l.item_id is not null as is_linked
            from org.work_item i left join (select l.item_id from org.work_link l join org.locality p on l.row_id = md5('place' || p.id)::uuid where p.path >= @lo and starts_with(p.path, @lo) group by l.item_id) l on l.item_id = i.id
            where i.level > 1 and i.parts = 0 and i.state in ('open', 'applied', 'checked') and (l.item_id is not null or i.other_path >= @lo and starts_with(i.other_path, @lo))
            order by i.due_on nulls last, i.id limit {MostTasks + 1}
            """, new { lo = here.Locality.Path }, stop);
        (Tasks, IsMore) = ([.. tasks.Take(MostTasks)], tasks.Count > MostTasks);
    }
}
