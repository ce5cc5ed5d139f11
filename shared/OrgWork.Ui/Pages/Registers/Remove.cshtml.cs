using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class RemoveModel : RegisterPageModel
{
    public RegisterRecord Record { get; private set; } = null!;
    public string? ReasonFault { get; private set; }
    public string BackUrl => ParentId is { } parent ? $"{RecordUrl(parent)}?tab={Register.Id}" : RecordUrl(Record.Id);
    public bool IsChild => Place.Parent is not null;

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ? Page() : Gone();

    public async Task<IActionResult> OnPostAsync(Guid id, string? reason)
    {
        if (!await LoadAsync(id))
        {
            // Sent twice: the first has done it.
            if (Record is not { RemovedAt: not null } || ParentId is { } hangsOn && Record.ParentId != hangsOn) return Gone();
            TempData["Done"] = IsChild ? $"这条{Register.Noun}已经移除" : $"{Register.Noun}“{Record.TitleIn(Register)}”已经在回收站里";
            return Redirect(IsChild ? BackUrl : ListUrl);
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            ReasonFault = "请写明原因，日后可查";
            return this.Unprocessable();
        }
        if (await Rows.IsOwnAsync(Place.Parent ?? Place, ParentId ?? id, Stop))
        {
            ReasonFault = RegisterRows.OwnWords;
            return this.Unprocessable();
        }
        if (await Rows.TryRemoveAsync(Place, id, reason.Trim(), Stop) is { } refusal)
        {
            ReasonFault = refusal;
            return this.Unprocessable();
        }
        TempData["Done"] = IsChild ? $"已移除这条{Register.Noun}" : $"{Register.Noun}“{Record.TitleIn(Register)}”已移入回收站";
        return Redirect(IsChild ? BackUrl : ListUrl);
    }

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is not { } record) return false;
        Record = record;
        if (ParentId is null ? KeptAbove(record) is not null : await IsParentKeptAboveAsync()) return false;
        return record.RemovedAt is null && IsHere(record.LocalityPath) && (ParentId is not { } parent || record.ParentId == parent);
    }
}
