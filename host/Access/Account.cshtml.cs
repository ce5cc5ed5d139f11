using OrgWork.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>What every page about one account begins with: the account, what it holds, and whether this administrator may decide over it.</summary>
abstract class AboutAccountModel(Db db, Here here) : PageModel
{
    protected Db Db => db;
    protected Here Here => here;
    public AccountRow Account { get; private set; } = null!;
    public IReadOnlyList<HeldGrant> Grants { get; private set; } = [];
    protected Reach Reach { get; private set; } = null!;
    public string Home => here.Url($"org/accounts/{Account.Id}");

    /// <returns>false when there is no such account in this place</returns>
    protected async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await AccountRow.FindAsync(db, id, stop) is not { } account) return false;
        Account = account;
        Grants = await HeldGrant.OfAsync(db, id, stop);
        Reach = await Reach.OfAsync(db, here.User, stop);
        return true;
    }

    public string? RefusesOver(string permission) => here.May(permission) ? Reach.RefusesOver(permission, Account, Grants) : "您没有这项权限";

    protected void Demand(string permission)
    {
        if (RefusesOver(permission) is { } refusal) throw new RefusedException(refusal);
    }

    /// <summary>From an address that only takes posts: back to the account, with what became of it.</summary>
    protected RedirectResult Back(bool succeeded, string done)
    {
        if (succeeded) TempData["Done"] = done;
        else TempData["Refused"] = ModelState.Values.SelectMany(entry => entry.Errors).First().ErrorMessage;
        return Redirect(Home);
    }
}

[Needs("org.accounts.read")]
sealed class AccountModel(Db db, Here here, Passwords passwords, IdentityVault identities) : AboutAccountModel(db, here)
{
    public sealed record Entry(DateTime At, string ActorName, string Deed, string? Changes, string? Reason);

    public IReadOnlyList<Entry> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        History = await Db.QueryAsync<Entry>("select at, actor_name, deed, changes::text, reason from audit.entry where row_id = @id and register = 'accounts' order by id desc limit 30", new { id }, stop);
        return Page();
    }

    /// <summary>The telephone number, for a stated purpose.</summary>
    public async Task<IActionResult> OnPostRevealAsync(Guid id, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MaskedTagHelper.Purposes.Contains(purpose)) return Content("请选择用途", "text/plain");
        var why = reason?.Trim() is { Length: > 0 } words ? $"{purpose}：{words}" : purpose!;
        return Content(await new AccountDeeds(Db, passwords, identities).RevealPhoneAsync(Account, why, stop) ?? "没有登记", "text/plain");
    }
}
