using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[SignedInOnly]
sealed class ChangePasswordModel(SignIns signIns, Here here) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty] public string? Old { get; set; }
    [BindProperty] public string? Fresh { get; set; }
    [BindProperty] public string? Again { get; set; }

    public PageResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Fresh != Again) ModelState.AddModelError(nameof(Again), "两次输入的新口令不一样");
        if (!ModelState.IsValid) return Page();
        try
        {
            await signIns.ChangePasswordAsync(here.User, Old ?? "", Fresh ?? "", here.RemoteAddress, stop);
        }
        catch (Exception fault) when (fault is RefusedException or TooBusyException)
        {
            ModelState.AddModelError((fault as RefusedException)?.Field ?? "", fault.Message);
            return Page();
        }
        TempData["Done"] = "口令已修改，其他设备上的登录已退出";
        return Redirect(Url.IsLocalUrl(To) ? To! : "/");
    }
}
