using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

static class PageResults
{
    /// <summary>The form again, with its faults; nothing of the deed is kept.</summary>
    public static PageResult Unprocessable(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
