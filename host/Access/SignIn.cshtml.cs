using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Open]
sealed class SignInModel(SignIns signIns, Sessions sessions, Databases databases) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Account { get; set; }
    [BindProperty] public string? Password { get; set; }

    public string? Refusal { get; private set; }
    public string? Advice { get; private set; }
    public string? DemoPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await sessions.FindAsync(HttpContext) is not null) return LocalRedirect(Destination);
        await ShowAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Request.Cookies.TryGetValue(Sessions.CookieFor(Request), out var oldToken);
        try
        {
            var opened = await signIns.TryAsync((Account ?? "").Trim().ToLowerInvariant(), Password ?? "", Http.Remote(HttpContext), Request.Headers.UserAgent.ToString(), oldToken, stop);
            if (opened is not null)
            {
                SignIns.SetCookie(HttpContext, opened.Token);
                if (opened.Missed > 0) TempData["Done"] = $"登录成功。上次登录以后有 {opened.Missed} 次口令输错；不是您本人的，请告诉管理员。";
                return opened.MustChangePassword ? Redirect($"/account/password?to={Uri.EscapeDataString(Destination)}") : LocalRedirect(Destination);
            }
            (Refusal, Advice) = ("账号或口令不对", "连续输错 5 次锁定 15 分钟，锁定期间口令对了也不能登录。忘记口令请找本单位管理员重置。");
        }
        catch (TooBusyException busy)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "10";
            (Refusal, Advice) = (busy.Message, "您的账号没有问题，没有计入输错次数。");
        }
        Password = null;
        ModelState.Clear();
        await ShowAsync(stop);
        return Page();
    }

    async Task ShowAsync(CancellationToken stop)
    {
        if (await DemoAccounts.AreThereAsync(databases, stop)) DemoPassword = DemoAccounts.Password;
    }

    /// <summary>Only within this site: an address that leads elsewhere is a trap.</summary>
    string Destination => Url.IsLocalUrl(To) ? To! : "/";
}
