using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.api.read")]
sealed class ApiKeyListModel(Db db, RunningModules modules) : PageModel
{
    public IReadOnlyList<ApiKeyRow> Keys { get; private set; } = [];
    public string ModuleName(string id) => modules.All.FirstOrDefault(module => module.Id == id)?.Name ?? id;

    public async Task OnGetAsync(CancellationToken stop) => Keys = await ApiKeyRow.AllAsync(db, stop);
}
