using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Photo;

[Needs("cadres.files.edit"), TakesFiles(6)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    internal FormRecord Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, IFormFile? picture, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Keeping.Above(Here, Record.LocalityPath, "cadres.files.edit", Record.Columns.Text("management")) is not null) return StatusCode(403);
        using var bytes = new MemoryStream();
        if (picture is not null) await picture.CopyToAsync(bytes, stop);
        var fault = picture is null ? "请选择照片文件" : FileRules.Picture.Refuse(picture.FileName, bytes, out _);
        if (fault is not null)
        {
            ModelState.AddModelError("Picture", fault);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await FormAccept.PutPhotoAsync(db, id, Record.LocalityPath, Record.Name, bytes.ToArray(), stop);
        TempData["Done"] = "照片已保存";
        return Redirect(Here.Url($"cadres/files/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if ((await FormRecord.LoadAsync(db, [id], stop)).GetValueOrDefault(id) is not { } record) return false;
        Record = record;
        return true;
    }
}
