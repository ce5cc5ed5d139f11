using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.accounts.read")]
sealed class AccountsModel(Db db, Here here) : PageModel
{
    const int PageSize = 50;

    public sealed record Row(Guid Id, string Account, string Name, string? Office, string LocalityName, string? Roles, bool MustChangePassword, DateTime? LockedUntil, DateTime? DisabledAt, DateTime? LastSignInAt)
    {
        public bool IsLocked => LockedUntil > DateTime.UtcNow;
    }

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true)] public int Below { get; set; } = 1;
    [BindProperty(SupportsGet = true)] public string? After { get; set; }
    [BindProperty(SupportsGet = true)] public string? Before { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string? Prev { get; private set; }
    public string? Next { get; private set; }
    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var backwards = Before is not null;
        var sql = $"""
            select a.id, a.account, a.name, a.office, l.name as locality_name, g.roles, a.must_change_password, a.locked_until, a.disabled_at, a.last_sign_in_at
            from org.account a
            join org.locality l on l.path = a.locality_path
            left join lateral (select string_agg(distinct r.name || '·' || p.short_name, '、') as roles from org.role_grant g join org.role r on r.id = g.role_id join org.locality p on p.id = g.locality_id where g.account_id = a.id) g on true
            where {Conditions}
              and (@After::text is null or a.account > @After) and (@Before::text is null or a.account < @Before)
            order by a.account {(backwards ? "desc" : "")} limit {PageSize + 1};
            select count(*)::int from (select from org.account a where {Conditions} limit 1001) counted
            """;
        var args = new { here.Locality.Path, q = Q?.Trim().ToLowerInvariant(), State, After, Before };
        (var found, Total) = await db.QueryManyAsync(sql, args, async grid => ((await grid.ReadAsync<Row>()).ToList(), await grid.ReadFirstAsync<int>()), stop);
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        if (backwards) found.Reverse();
        Rows = found;
        if (found.Count == 0) return;
        if (backwards ? more : After is not null) Prev = Address(("before", found[0].Account));
        if (backwards || more) Next = Address(("after", found[^1].Account));
    }

    string Conditions => $"""
        a.removed_at is null
        and (@q::text is null or @q = '' or a.account like @q || '%' or strpos(lower(a.name), @q) > 0 or a.name_initials like @q || '%' or replace(a.name_pinyin, ' ', '') like @q || '%')
        and case @State::text when 'locked' then a.locked_until > now() when 'disabled' then a.disabled_at is not null when 'fresh' then a.must_change_password and a.disabled_at is null when 'bare' then not exists (select from org.role_grant x where x.account_id = a.id) else true end
        {(Below == 0 ? "and a.locality_path = @Path" : "")}
        """;

    public string Address(params ReadOnlySpan<(string Name, string? Value)> changed)
    {
        var parts = new Dictionary<string, string?> { ["q"] = Q, ["state"] = State, ["below"] = Below == 0 ? "0" : null };
        foreach (var (name, value) in changed) parts[name] = value;
        return here.Url("org/accounts") + QueryString.Create(parts.Where(part => !string.IsNullOrEmpty(part.Value))!);
    }
}
