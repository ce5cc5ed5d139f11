using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

/// <summary>The rules of a module: what stands where, with which parameters here, and how many rows break it now.</summary>
public sealed class RuleListModel(RuleBook book, RuleChecks checks, Here here) : PageModel
{
    public Here Here => here;
    public IReadOnlyList<Rule> Rules => book.Of(here.Module!);
    public RuleSettings Settings { get; private set; } = null!;
    /// <summary>By the rule's id; none before they are counted.</summary>
    public IReadOnlyDictionary<string, long>? Counts { get; private set; }
    public string UrlOf(Rule rule) => here.Url($"{here.Module!.Id}/rules/{rule.Tail}");
    public bool HasLights => Rules.Any(rule => rule.Population is not null);

    public async Task OnGetAsync(CancellationToken stop) => Settings = await checks.SettingsAsync(stop);

    /// <summary>The table again with its numbers: counting is the slower half.</summary>
    public async Task<IActionResult> OnGetCountedAsync(CancellationToken stop)
    {
        Settings = await checks.SettingsAsync(stop);
        Counts = await checks.CountAsync(Rules, stop);
        return Partial("_Rules", this);
    }

    public IEnumerable<(RuleParameter Parameter, RuleValue Value)> InForce(Rule rule) => rule.Parameters.Select(parameter => (parameter, Settings.ValueOf(rule, parameter, here.Locality.Path, Clock.Today)));
}
