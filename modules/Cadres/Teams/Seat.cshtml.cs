using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Cadres.Teams;

/// <summary>
/// Who sits on a seat: a line of somebody's career is put there, or taken away. The line's own dates say from when to when. Nobody
/// comes above the approved number unless the level above has agreed to it (超职数审批).
/// </summary>
[Needs("cadres.teams.read", Write = "cadres.teams.edit")]
public sealed class SeatModel(Db db, Here here, RuleChecks checks, RegisterBook book) : PageModel
{
    public sealed record Shown(Guid Id, Guid TeamId, string Team, string Path, Guid? UnitId, string Post, string? Level, bool IsCounted, DateOnly OpenedOn);
    public sealed record Stretch(Guid Id, Guid CadreId, string Name, string CadrePath, string PostName, string UnitName, DateOnly BeganOn, DateOnly? EndedOn, Guid? SeatId, string? Management);

    public Here Here { get; } = here;
    public Shown Seat { get; private set; } = null!;
    /// <summary>Who has sat here, the latest first.</summary>
    public IReadOnlyList<Stretch> Sat { get; private set; } = [];
    /// <summary>Posts now held in the team's unit that stand on no seat.</summary>
    public IReadOnlyList<Stretch> Candidates { get; private set; } = [];
    public string Find { get; private set; } = "";
    public string? Fault { get; private set; }
    public Guid? Chosen { get; private set; }
    public string BoardUrl => Here.Url($"cadres/teams/board/{Seat.TeamId}");
    public Stretch? Holder => Sat.FirstOrDefault(line => line.EndedOn is null);

    public async Task<IActionResult> OnGetAsync(Guid id, string? q, CancellationToken stop)
    {
        Find = q?.Trim() ?? "";
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid line, string? q, CancellationToken stop)
    {
        Find = q?.Trim() ?? "";
        if (!await LoadAsync(id, stop)) return NotFound();
        Chosen = line;
        if (await LineAsync(line, stop) is not { } chosen) return Refuse("请从名单里选一段任职；所选的不存在，或者不在您的授权范围之内");
        if (Above(chosen) is { } keeper) return Refuse($"{chosen.Name}由{keeper}管理，班子任职由{keeper}登记");
        if (chosen.SeatId is not null) return Refuse($"{chosen.Name}的这段任职已经在另一个职位上，请先从那里移出");
        if (Holder is { } holder) return Refuse($"{holder.Name}还在任，请先在其任职里登记免职时间，或把其从这个职位移出");
        if (Sat.FirstOrDefault(sat => sat.BeganOn < (chosen.EndedOn ?? DateOnly.MaxValue) && chosen.BeganOn < (sat.EndedOn ?? DateOnly.MaxValue)) is { } clash)
            return Refuse($"任职时间与{clash.Name}（{Month.Of(clash.BeganOn)}—{(clash.EndedOn is { } ended ? Month.Of(ended).ToString() : "今")}）重叠，请先更正两段任职的起止时间");

        var teams = book.All.First(place => place.Path == "cadres/teams");
        // What was over before, in the same way, holds nobody up.
        var before = (await checks.OfRowAsync(teams, Seat.TeamId, stop: stop)).Where(found => found.Finding.IsBroken).Select(found => found.Finding.Words).ToHashSet();
        await db.ExecuteAsync("update cadre_post set seat_id = @id, version = version + 1, changed_at = now(), changed_by = @actor where id = @line", new { id, line, actor = db.Actor.Id }, stop);
        if ((await checks.OfRowAsync(teams, Seat.TeamId, stop: stop)).Select(found => found.Finding).FirstOrDefault(finding => finding.IsBroken && finding.Rule == TeamRules.Quota && !before.Contains(finding.Words)) is { } over)
        {
            await db.DisposeAsync();
            return Refuse($"超职数：{over.Words}。确需暂时超配的，先在“超职数审批”申请，上一级同意以后再放");
        }
        await RecordAsync(chosen, new("班子职位", null, $"{Seat.Team}：{Seat.Post}"), null, stop);
        TempData["Done"] = $"{chosen.Name}已放到“{Seat.Post}”";
        return Redirect(BoardUrl);
    }

    public async Task<IActionResult> OnPostClearAsync(Guid id, Guid line, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Sat.FirstOrDefault(sat => sat.Id == line) is not { } gone) return Refuse("这段任职已不在这个职位上，请刷新再看");
        if (Above(gone) is { } keeper) return Refuse($"{gone.Name}由{keeper}管理，班子任职由{keeper}登记");
        if (reason?.Trim() is not { Length: > 1 } said) return Refuse("请写明移出的原因，如“登记错了职位”；免职的，请在其任职里登记免职时间，不要移出");
        await db.ExecuteAsync("update cadre_post set seat_id = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @line", new { line, actor = db.Actor.Id }, stop);
        await RecordAsync(gone, new("班子职位", $"{Seat.Team}：{Seat.Post}", null), said, stop);
        TempData["Done"] = $"{gone.Name}已从“{Seat.Post}”移出，任职本身没有改动";
        return Redirect(BoardUrl);
    }

    /// <summary>Who manages the person, where that is a place above those who work here.</summary>
    string? Above(Stretch line) => Keeping.Above(Here, line.CadrePath, "cadres.teams.edit", line.Management)?.Name;

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    /// <summary>On the record of the person and on that of the team.</summary>
    async Task RecordAsync(Stretch line, Change change, string? reason, CancellationToken stop)
    {
        await db.RecordAsync(new(DeedKind.Update, "files", line.CadreId, line.CadrePath, line.Name, [change], reason), stop);
        await db.RecordAsync(new(DeedKind.Update, "teams", Seat.TeamId, Seat.Path, Seat.Team, [new(Seat.Post, change.Before is null ? null : line.Name, change.After is null ? null : line.Name)], reason), stop);
    }

    const string Stretches = """
        select p.id, c.id as cadre_id, c.name, c.locality_path as cadre_path, p.post_name, p.unit_name, p.began_on, p.ended_on, p.seat_id, c.management
        from cadre_post p join cadre c on c.id = p.cadre_id and c.removed_at is null where p.removed_at is null
        """;

    async Task<Stretch?> LineAsync(Guid line, CancellationToken stop) => await db.FirstAsync<Stretch>($"{Stretches} and p.id = @line", new { line }, stop);

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var seat = await db.FirstAsync<Shown>("""
            select s.id, s.team_id, t.name as team, t.locality_path as path, t.unit_id, s.post, s.level, s.is_counted, s.opened_on
            from team_seat s join team t on t.id = s.team_id where s.id = @id and s.removed_at is null and t.removed_at is null
            """, new { id }, stop);
        if (seat is null) return false;
        Seat = seat;
        Sat = await db.QueryAsync<Stretch>($"{Stretches} and p.seat_id = @id order by p.began_on desc", new { id }, stop);
        // By name anybody in the scope; unasked, those who hold a post in the unit.
        Candidates = await db.QueryAsync<Stretch>(Find.Length > 0
            ? $"{Stretches} and p.ended_on is null and p.seat_id is null and c.id in (select row_id from cadre_gram where gram = org.searchable(@Find)) order by c.locality_path, c.rank_order, p.began_on desc limit 60"
            : $"{Stretches} and p.ended_on is null and p.seat_id is null and c.unit_id = @UnitId and p.unit_id = @UnitId order by c.rank_order, p.began_on desc limit 60", new { Find, seat.UnitId }, stop);
        return true;
    }
}
