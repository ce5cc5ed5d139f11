using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Bodies;

/// <summary>责任单位目录: the bodies of a place as they stand under one another, and of the places below; what each leads, supports and has not received. Of one body: its own list, received by the place it lies at.</summary>
[Needs(KeyPoints.Read, Write = KeyPoints.Report)]
public sealed class IndexModel(Db db, Here here, WorkBook work, WorkDesk desk) : PageModel
{
    const int Most = 400;
    /// <summary>What is no body of the Party or the state is in the directory only where work was given to it.</summary>
    const string Responsible = "(u.kind not in ('5', '6', '7', 'F001', 'F002') or exists (select from org.work_party w where w.unit_id = u.id))";
    static readonly string[] Kinds = [KeyPoints.Kind.Id, Rectification.Kind.Id, Assignments.Kind.Id];
    static readonly string Given = string.Join(" union all ", Kinds.Select(kind => $"select id, kind, number, title, plan_title, lead_name, leader, person, due_on, percent, state, is_key, rank from org.party_items('{kind}') where parts = 0 and state <> 'cancelled'"));

    public sealed record Body(Guid Id, Guid? ParentId, string Name, string Kind, bool IsOffice, string LocalityPath)
    {
        public string Class => Kind.StartsWith("1001", StringComparison.Ordinal) ? "党委" : IsOffice ? "部机关科室" : StandardCodes.UnitKind.NameOf(Kind);
    }
    public sealed record Share(Guid UnitId, string LocalityPath, int Leads, int Supports, int Waiting, int Late);
    public sealed record Node(Body Body, int Depth, Share? Share);
    public sealed record Level(Locality Place, int Bodies, int Leads, int Supports, int Waiting, int Late);
    public sealed record Line(Guid Id, string Kind, string? Number, string Title, string PlanTitle, bool IsLead, string? LeadName, string? Supporters, string? Leader, string? Person, DateOnly? DueOn, int Percent, string State, bool IsKey, DateOnly? ReceivedOn, string? ReceivedByName);

    public Here Here => here;
    public string? Find { get; private set; }
    public IReadOnlyList<Node> Nodes { get; private set; } = [];
    public IReadOnlyList<Level> Levels { get; private set; } = [];
    public Body? One { get; private set; }
    public IReadOnlyList<Body> Above { get; private set; } = [];
    public IReadOnlyList<Line> Tasks { get; private set; } = [];
    public bool IsMore { get; private set; }
    public int Waiting => Tasks.Count(task => task.ReceivedOn is null && task.State != "closed");
    /// <summary>A body receives for itself: from the place it lies at, by whoever reports there.</summary>
    public bool MayReceive => One is { } one && here.MayWrite(KeyPoints.Report) && (one.LocalityPath == here.Locality.Path || here.Localities.AtPath(one.LocalityPath) == here.Locality);
    public string UrlOf(Guid body) => here.Url("department/bodies") + $"?body={body}";
    public WorkKind KindOf(Line task) => work.All.First(place => place.Path == $"department/{task.Kind}").Kind;
    public string PlaceOf(Body body) => here.Localities.AtPath(body.LocalityPath)?.Name ?? "";

    public async Task<IActionResult> OnGetAsync(Guid? body, string? q, CancellationToken stop)
    {
        if (body is { } chosen) return await OpenAsync(chosen, stop) ? Page() : NotFound();
        Find = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var (bodies, shares, sizes) = await db.QueryManyAsync($"""
            select u.id, u.parent_id, u.name, u.kind, exists (select from org.unit p where p.id = u.parent_id and p.kind = '3203') as is_office, u.locality_path from org.unit u
              where u.removed_at is null and {(Find is null ? "u.locality_path >= @lo and u.locality_path < @own" : "position(@Find in u.name) > 0")} and {Responsible} order by u.locality_path, u.rank_order, u.id limit {Most + 1};
            select w.unit_id, w.locality_path, (count(*) filter (where w.is_lead and i.state <> 'closed'))::int as leads, (count(*) filter (where not w.is_lead and i.state <> 'closed'))::int as supports,
              (count(*) filter (where w.received_on is null and i.state <> 'closed'))::int as waiting, (count(*) filter (where w.is_lead and i.state <> 'closed' and i.due_on < @today))::int as late
              from org.work_party w join ({Given}) i on i.id = w.item_id where w.locality_path >= @lo and w.locality_path < @hi group by 1, 2;
            select u.locality_path, count(*)::int as bodies from org.unit u where u.removed_at is null and u.locality_path > @lo and u.locality_path < @hi and {Responsible} group by 1
            """, new { lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path), hi = Scope.UpperBound(here.Locality.Path), today = Clock.Today, Find },
            async grid => ((IReadOnlyList<Body>)[.. await grid.ReadAsync<Body>()], (await grid.ReadAsync<Share>()).ToList(), (await grid.ReadAsync<(string Path, int Bodies)>()).ToList()), stop);
        IsMore = bodies.Count > Most;
        var of = shares.ToDictionary(share => share.UnitId);
        var shown = bodies.Take(Most).ToList();
        var known = shown.Select(one => one.Id).ToHashSet();
        var under = shown.ToLookup(one => one.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty);
        IEnumerable<Node> Walk(Guid parent, int depth) => under[parent].SelectMany(one => Walk(one.Id, depth + 1).Prepend(new(one, depth, of.GetValueOrDefault(one.Id))));
        Nodes = [.. Walk(Guid.Empty, 0)];
        if (Find is null)
            Levels = [.. here.Localities.ChildrenOf(here.Locality).Select(place => (place, shares: shares.Where(share => share.LocalityPath.StartsWith(place.Path, StringComparison.Ordinal)).ToList()))
                .Select(at => new Level(at.place, sizes.Where(size => size.Path.StartsWith(at.place.Path, StringComparison.Ordinal)).Sum(size => size.Bodies), at.shares.Sum(share => share.Leads), at.shares.Sum(share => share.Supports), at.shares.Sum(share => share.Waiting), at.shares.Sum(share => share.Late)))
                .Where(level => level.Bodies > 0)];
        return Page();
    }

    public async Task<IActionResult> OnPostReceiveAsync(Guid body, CancellationToken stop)
    {
        if (!await OpenAsync(body, stop)) return NotFound();
        if (!MayReceive) return StatusCode(403);
        var received = 0;
        foreach (var kind in Tasks.Where(task => task.ReceivedOn is null && task.State != "closed").ToLookup(task => task.Kind))
            received += await desk.ReceiveAsync(work.All.First(place => place.Path == $"department/{kind.Key}"), [.. kind.Select(task => task.Id)], stop, body);
        TempData["Done"] = received == 0 ? "没有待签收的" : $"{One!.Name}已签收 {received} 项";
        return Redirect(UrlOf(body));
    }

    async Task<bool> OpenAsync(Guid body, CancellationToken stop)
    {
        var line = await db.QueryAsync<Body>("""
            with recursive line as (select u.*, 0 as step from org.unit u where u.id = @body and u.removed_at is null union all select u.*, line.step + 1 from line join org.unit u on u.id = line.parent_id where line.step < 12)
            select l.id, l.parent_id, l.name, l.kind, exists (select from org.unit p where p.id = l.parent_id and p.kind = '3203') as is_office, l.locality_path from line l order by l.step
            """, new { body }, stop);
        if (line is not [var one, ..]) return false;
        (One, Above) = (one, [.. line.Skip(1).Reverse()]);
        Tasks = await db.QueryAsync<Line>($"""
            select i.id, i.kind, i.number, i.title, i.plan_title, w.is_lead, i.lead_name, (select string_agg(s.name, '、' order by s.name) from org.work_party s where s.item_id = i.id and not s.is_lead) as supporters,
              i.leader, i.person, i.due_on, i.percent, i.state, i.is_key, w.received_on, w.received_by_name
            from org.work_party w join ({Given}) i on i.id = w.item_id where w.unit_id = @body and (i.state <> 'closed' or w.received_on >= @since)
            order by i.state = 'closed', w.received_on is not null, i.is_key desc, i.due_on nulls last, i.rank, i.id limit 300
            """, new { body, since = new DateOnly(Clock.Today.Year, 1, 1) }, stop);
        return true;
    }
}
