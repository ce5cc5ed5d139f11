using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>线上平台's first page: where one's own things stand, and what is new. Who opens it is counted once a day.</summary>
[Needs(Portal.View, Write = Portal.Act)]
public sealed class IndexModel(Db db, Here here) : PortalPageModel(db, here)
{
    public sealed record Standing(int OpenRequests, int OpenApplications, int Granted, int Jobs, int Urgent, int Activities, int Clauses);

    public sealed record Asking(string Kind, string About, DateOnly AskedOn, string State, string? Answer);

    public Standing? Now { get; private set; }
    public Asking? Asked { get; private set; }
    /// <summary>Nobody yet, and nothing asked that is not answered.</summary>
    public bool MayAsk => Me is null && Asked is not { State: "1" } && Here.MayWrite(Portal.Act);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "as")] Guid? self, CancellationToken stop)
    {
        if (self is { } chosen)
        {
            Response.Cookies.Append(Portal.SelfCookie, $"{chosen}", new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps });
            return Redirect(UrlOf());
        }
        if (!await KnowAsync(stop))
        {
            await LoadAskedAsync(stop);
            return Page();
        }
        Now = await Db.FirstAsync<Standing>($"""
            select (select count(*)::int from service_order where {Mine} = @Id and state <> '4' and removed_at is null) as open_requests, (select count(*)::int from application where {Mine} = @Id and paid_on is null and ended_on is null and removed_at is null) as open_applications,
              (select count(*)::int from application where {Mine} = @Id and paid_on is not null and removed_at is null) as granted, (select count(*)::int from open_post where is_open) as jobs, (select count(*)::int from open_post where is_open and is_urgent) as urgent,
              (select count(*)::int from recruitment where coalesce(ended_on, held_on) >= @today and removed_at is null) as activities, (select count(*)::int from policy_clause where applicant = @kind and valid_from <= @today and (valid_to is null or valid_to >= @today) and removed_at is null and starts_with(@LocalityPath, locality_path)) as clauses
            """, new { Me!.Id, Me.LocalityPath, today = Clock.Today, kind = Me.IsEmployer ? "2" : "1" }, stop);
        return Page();
    }

    async Task LoadAskedAsync(CancellationToken stop) => Asked = await Db.FirstAsync<Asking>("select kind, about, asked_on, state, answer from portal_request where account = @Account and removed_at is null order by state = '1' desc, created_at desc limit 1", new { Here.User.Account }, stop);

    /// <summary>The name and the account are the session's own; only as whom is said.</summary>
    public async Task<IActionResult> OnPostAskAsync(string? kind, string? about, string? words, CancellationToken stop)
    {
        if (await KnowAsync(stop)) return Redirect(UrlOf());
        await LoadAskedAsync(stop);
        about = about?.Trim() ?? "";
        if (!MayAsk) Fault = "已经申请，请等核对";
        else if (kind is not ("1" or "2") || about is "" or { Length: > 100 } || words is { Length: > 300 }) Fault = "请选身份，写明单位（一百字以内），说明在三百字以内";
        if (Fault is not null) return Refuse();
        var (id, path) = (Guid.CreateVersion7(), Here.Locality.Path);
        await Db.ExecuteAsync("insert into portal_request (id, locality_path, rank_order, name, account, kind, about, words, asked_on, created_by, changed_by) values (@id, @path, -(@today::date - date '2000-01-01'), @Name, @Account, @kind, @about, nullif(trim(@words), ''), @today, @actor, @actor)", new { id, path, Here.User.Name, Here.User.Account, kind, about, words, today = Clock.Today, actor = Db.Actor.Id }, stop);
        await Db.RecordAsync(new(DeedKind.Create, "portal-requests", id, path, Here.User.Name, [new("工作单位（所代表的单位）", null, about)]), stop);
        return Done("已提交，人才办核对以后开通", "");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return NotFound();
        if (await Db.ExecuteAsync("insert into portal_visit (person_id, on_day, locality_path, is_employer) values (@PersonId, @today, @LocalityPath, @IsEmployer) on conflict do nothing", new { Me!.PersonId, today = Clock.Today, Me.LocalityPath, Me.IsEmployer }, stop) > 0)
            await Db.RecordAsync(new(DeedKind.Notice, "portal", Me.Id, Me.LocalityPath, Me.Name, [new("访问线上平台", null, Dates.Format(Clock.Today))]), stop);
        return new NoContentResult();
    }
}
