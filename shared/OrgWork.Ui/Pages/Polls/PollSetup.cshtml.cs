using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Sets a poll up: who votes, on what, how, by whom it is conducted.</summary>
public sealed class PollSetupModel(Db db) : PollPageModel
{
    const int MoreGroups = 2;

    public Poll? Before { get; private set; }
    public IReadOnlyList<PollCandidate> Candidates { get; private set; } = [];
    public IReadOnlyList<(short Number, string Name, string Weight)> Groups { get; private set; } = [];
    public string ItemLines { get; private set; } = "";
    public IReadOnlyDictionary<Guid, short> Voters { get; private set; } = new Dictionary<Guid, short>();
    public int Minimum { get; private set; }
    public string? Fault { get; private set; }
    /// <summary>Why none may be set up yet; the form is not shown.</summary>
    public string? Closed { get; private set; }

    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public int Version { get; set; }
    [BindProperty(SupportsGet = true)] public string? Title { get; set; }
    [BindProperty] public string? HeldOn { get; set; }
    [BindProperty(SupportsGet = true)] public string? Way { get; set; }
    [BindProperty] public string? ClosesOn { get; set; }
    [BindProperty(SupportsGet = true)] public string? Period { get; set; }
    [BindProperty] public string? Venue { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Subject { get; set; }
    [BindProperty(SupportsGet = true)] public string? Most { get; set; }
    [BindProperty] public string? Presider { get; set; }
    [BindProperty] public string? Tellers { get; set; }
    [BindProperty] public string? Counter { get; set; }
    [BindProperty] public string? Note { get; set; }

    public string MostLabel => Kind.Form == PollForm.Seats ? "应选名额" : "每票至多提";
    public string BackUrl => Before is null ? ListUrl : UrlOf(Before.Id);

    /// <summary>Whoever links here may say what it is about: title, subject, items (one for each <c>item</c>), seats.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? id, string[]? item)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (Before is { } old)
        {
            (Title, Way, Period, Venue, Subject, Presider, Tellers, Counter, Note, Version) = (old.Title, old.Way, old.Period, old.Place, old.SubjectId, old.Presider, old.Tellers, old.Counter, old.Note, old.Version);
            (HeldOn, ClosesOn, Most) = (Dates.Format(old.HeldOn), old.ClosesOn is { } closes ? Dates.Format(closes) : null, (old.Seats ?? old.Most)?.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            (HeldOn, Way) = (Dates.Format(Today), Kind.IsOnline && Way == "online" ? "online" : "paper");
            Groups = [.. Kind.Groups.Select((group, n) => ((short)(n + 1), group.Name, Show(group.Weight)))];
            var proposed = Kind.Proposed is { } propose && Subject is { } about ? await propose(db, about, Stop) : null;
            Title ??= proposed?.Title;
            ItemLines = string.Join('\n', item is { Length: > 0 } ? item : proposed?.Items ?? Kind.Items);
        }
        Pad();
        Closed = Kind.Ready is { } ready ? await ready(db, Subject, null, Stop) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, string? items)
    {
        if (!await LoadAsync(id)) return NotFound();
        ItemLines = items ?? "";
        Groups = [.. Enumerable.Range(1, 20).Select(n => ((short)n, (Request.Form[$"group{n}"].ToString() ?? "").Trim(), Request.Form[$"weight{n}"].ToString().Trim())).Where(group => group.Item2 != "")];
        Voters = Candidates.Select(candidate => (candidate.AccountId, Group: Whole(Request.Form[$"v.{candidate.AccountId}"]))).Where(voter => voter.Group is > 0).ToDictionary(voter => voter.AccountId, voter => (short)voter.Group!.Value);
        if (Before is not null) Way = Before.Way;
        if (Way is not ("paper" or "online") || Way == "online" && !Kind.IsOnline) ModelState.AddModelError(nameof(Way), "请选方式");
        if (string.IsNullOrWhiteSpace(Title)) ModelState.AddModelError(nameof(Title), "请写名称，如“2026 年上半年选人用人满意度测评”");
        if (Kind.PeriodName is not null && string.IsNullOrWhiteSpace(Period)) ModelState.AddModelError(nameof(Period), $"请写{Kind.PeriodName}，以便各期比较");
        var held = DayOf(nameof(HeldOn), HeldOn, true);
        var closes = DayOf(nameof(ClosesOn), ClosesOn, Way == "online");
        var most = Whole(Most);
        if (Kind.TakesOthers && most is not > 0) ModelState.AddModelError(nameof(Most), $"请填{MostLabel}几名");
        var lines = ItemLines.Split('\n').Select(line => line.Trim()).Where(line => line != "").ToList();
        if (lines.Count == 0 && Kind.Form != PollForm.Names) ModelState.AddModelError("items", $"请填{Kind.ItemNoun}，一行一项");
        if (lines.Count > 300) ModelState.AddModelError("items", "最多 300 项");
        if (lines.GroupBy(line => line).FirstOrDefault(same => same.Count() > 1) is { } twice) ModelState.AddModelError("items", $"“{twice.Key}”写了两次");
        if (Groups.Count == 0) ModelState.AddModelError("groups", "请填投票人分组；不分组的填“全体”");
        var weights = Groups.Select(group => decimal.TryParse(group.Weight == "" ? "1" : group.Weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight < 1000 ? weight : (decimal?)null).ToList();
        if (weights.Contains(null)) ModelState.AddModelError("groups", "权重应为数字，如 40");
        if (Way == "online" && Voters.Values.Any(group => Groups.All(one => one.Number != group))) ModelState.AddModelError("voters", "名单里有人分在没有名称的组");
        if (Way == "online" && Voters.Count < Minimum) ModelState.AddModelError("voters", $"投票名单 {Voters.Count} 人，收到 {Minimum} 份才能公布，至少要 {Minimum} 人");
        if (ModelState.IsValid)
            Fault = await Ballots.SaveAsync(Place, new()
            {
                Id = Before?.Id ?? NewId, Title = Title!.Trim(), HeldOn = held!.Value, ClosesOn = Way == "online" ? closes : null, Way = Way!, Period = Blank(Period), Place = Blank(Venue), SubjectId = Before?.SubjectId ?? Subject, Note = Blank(Note),
                Most = Kind.Form == PollForm.Names ? most : null, Seats = Kind.Form == PollForm.Seats ? most : null, Presider = Blank(Presider), Tellers = Blank(Tellers), Counter = Blank(Counter),
                Groups = [.. Groups.Select((group, n) => new TallyGroup { Number = group.Number, Name = group.Name, Weight = weights[n]!.Value })],
                Items = [.. lines.Select((line, n) => new TallyItem { Number = (short)(n + 1), Title = line })],
                Voters = [.. Voters.Select(voter => (voter.Key, voter.Value))],
            }, Before, Version, Stop);
        if (!ModelState.IsValid || Fault is not null)
        {
            Pad();
            return this.Unprocessable();
        }
        TempData["Done"] = Before is null ? "已设好" : "已保存";
        return Redirect(UrlOf(Before?.Id ?? NewId));
    }

    DateOnly? DayOf(string name, string? text, bool isNeeded)
    {
        if (!isNeeded && string.IsNullOrWhiteSpace(text)) return null;
        if (Dates.TryParse(text, out var day, out var fault)) return day;
        ModelState.AddModelError(name, fault);
        return null;
    }

    async Task<bool> LoadAsync(Guid? id)
    {
        Minimum = Math.Max(3, await Ballots.MinimumAsync(Kind, Here.Locality.Path, Stop));
        if (Kind.IsOnline) Candidates = await Ballots.CandidatesAsync(Stop);
        if (id is not { } given) return true;
        if (await Ballots.ResultAsync(Place, given, Stop) is not { Poll.IsDraft: true } result) return false;
        Before = result.Poll;
        Groups = [.. result.Tally.Groups.Select(group => (group.Number, group.Name, Show(group.Weight)))];
        ItemLines = string.Join('\n', result.Tally.Items.Select(item => item.Title));
        if (Before.IsOnline) Voters = (await Ballots.VotersAsync(given, Stop)).ToDictionary(voter => voter.AccountId, voter => voter.GroupNumber);
        return true;
    }

    void Pad() => Groups = [.. Groups, .. Enumerable.Range((Groups.Count == 0 ? 0 : Groups.Max(group => group.Number)) + 1, MoreGroups).Select(n => ((short)n, "", ""))];

    static string Show(decimal weight) => weight.ToString("0.##", CultureInfo.InvariantCulture);
}
