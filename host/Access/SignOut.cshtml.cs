using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[SignedInOnly]
sealed class SignOutModel(SignIns signIns, Here here) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(bool everywhere, CancellationToken stop)
    {
        await signIns.SignOutAsync(here.User, everywhere, here.RemoteAddress, stop);
        SignIns.DropCookie(HttpContext);
        return Redirect("/signin");
    }
}
