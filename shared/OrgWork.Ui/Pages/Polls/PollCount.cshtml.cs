using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The count of ballots on paper: five numbers of each group, and the marks of each item. What does not add up is not kept.</summary>
public sealed class PollCountModel : PollPageModel
{
    const int MoreNames = 5;

    public PollResult Result { get; private set; } = null!;
    public Tally Tally { get; private set; } = null!;
    public IReadOnlyList<TallyFault> Faults { get; private set; } = [];
    /// <summary>What was typed, whether or not it can be read.</summary>
    public Func<string, string?> Typed { get; private set; } = _ => null;

    public IReadOnlyList<Code> Choices => Kind.Choices.Codes;
    /// <summary>Rows for names that are written in.</summary>
    public IReadOnlyList<(string Key, string Title)> Others { get; private set; } = [];
    public static string CellOf(TallyGroup group, string item, string choice) => $"c{group.Number}.{item}.{choice}";
    public string? FaultAt(string key) => Faults.FirstOrDefault(fault => fault.Key == key)?.Words;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await LoadAsync(id)) return NotFound();
        Typed = name => ValueOf(name);
        Others = Named(Tally.Items.Where(item => item.IsWrittenIn).Select(item => ($"{item.Number}", item.Title)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int version)
    {
        if (!await LoadAsync(id)) return NotFound();
        Typed = name => Request.Form[name].ToString();
        var put = Tally.Items.Where(item => !item.IsWrittenIn).ToList();
        var written = Request.Form.Keys.Where(key => key.StartsWith("w.", StringComparison.Ordinal)).Select(key => (Key: key[2..], Title: Request.Form[key].ToString().Trim())).Where(other => other.Title != "").ToList();
        Others = Named(Kind.TakesOthers ? written : []);
        var faults = new List<TallyFault>();
        var items = new List<(string Key, TallyItem Item)>(put.Select(item => ($"{item.Number}", item)));
        var next = (short)(put.Count == 0 ? 0 : put.Max(item => item.Number));
        if (Kind.TakesOthers)
            foreach (var (key, title) in written)
            {
                if (items.Any(one => one.Item.Title == title)) faults.Add(new("", $"“{title}”已经在名单上，请把票数填在那一行"));
                items.Add((key, new() { Number = ++next, Title = title[..Math.Min(title.Length, 60)], IsWrittenIn = true }));
            }
        int? Read(string name, string what)
        {
            var text = Request.Form[name].ToString().Trim();
            if (text == "") return null;
            if (Whole(text) is { } number && number <= 1_000_000) return number;
            faults.Add(new(name, $"{what}“{text}”不是票数，请填 0 或整数"));
            return null;
        }
        var groups = Tally.Groups.Select(group => group with
        {
            Eligible = Read($"g{group.Number}.eligible", "应到"), Present = Read($"g{group.Number}.present", "实到"), Issued = Read($"g{group.Number}.issued", "发出"), Returned = Read($"g{group.Number}.returned", "收回"), Invalid = Read($"g{group.Number}.invalid", "无效"),
        }).ToList();
        // Names that are written in can only be approved of.
        var counts = (from voters in groups
                      from one in items
                      from choice in one.Item.IsWrittenIn ? Choices.Take(1) : Choices
                      select new TallyCount(voters.Number, one.Item.Number, choice.Value, Read(CellOf(voters, one.Key, choice.Value), one.Item.Title) ?? 0)).ToList();
        var tally = Tally with { Groups = groups, Items = [.. items.Select(one => one.Item)], Counts = counts };
        if (faults.Count == 0) faults.AddRange(await Ballots.CountAsync(Place, Result.Poll, tally, version, Stop));
        if (faults.Count > 0)
        {
            (Tally, Faults) = (tally with { Items = put }, faults);
            return this.Unprocessable();
        }
        TempData["Done"] = "票数已保存，各数相符；核对后签认";
        return Redirect(UrlOf(id));
    }

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Ballots.ResultAsync(Place, id, Stop) is not { Poll: { IsOnline: false, State: "draft" or "counted" } } found) return false;
        (Result, Tally) = (found, found.Tally);
        return true;
    }

    List<(string Key, string Title)> Named(IEnumerable<(string Key, string Title)> known) => Kind.TakesOthers ? [.. known, .. Enumerable.Range(1, MoreNames).Select(n => ($"n{n + known.Count()}", ""))] : [];

    string? ValueOf(string name)
    {
        string? Show(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var parts = name[1..].Split('.');
        if (Tally.Groups.FirstOrDefault(one => $"{one.Number}" == parts[0]) is not { } group) return null;
        if (name[0] == 'g') return Show(TallyGroup.Numbers.First(number => number.Key == parts[1]).Of(group));
        return Result.Poll.HasCounts && Tally.Items.FirstOrDefault(item => $"{item.Number}" == parts[1]) is { } found ? Show(Tally.Votes(found, parts[2], group)) : null;
    }
}
