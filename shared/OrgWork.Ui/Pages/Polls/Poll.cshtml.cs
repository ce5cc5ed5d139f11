using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One poll: numbers, result, what the rules say, who conducted it; on paper the tally sheet (票数汇总表).</summary>
public sealed class PollModel(Db db) : PollPageModel
{
    public sealed record Wave(Guid Id, string Title, string? Period, DateOnly HeldOn, string Summary, bool IsThis);

    public PollResult Result { get; private set; } = null!;
    public Poll Poll => Result.Poll;
    public Tally Tally => Result.Tally;
    public IReadOnlyList<Finding> Judged { get; private set; } = [];
    public IReadOnlyDictionary<short, string> Outcomes { get; private set; } = new Dictionary<short, string>();
    public IReadOnlyList<PollVoter> Voters { get; private set; } = [];
    public IReadOnlyList<Wave> Waves { get; private set; } = [];
    public bool IsVote => Kind.Majority is not null;
    public bool IsGrouped => Tally.Groups.Count > 1;
    public string? SubjectUrl => Kind.SubjectPath is { } path && Poll.SubjectId is { } subject ? Here.Url($"{path}/{subject}") : null;
    /// <summary>Those with the most votes first where that is what counts.</summary>
    public IEnumerable<TallyItem> Items => Kind.Form is PollForm.Names or PollForm.Seats && Poll.HasCounts ? Tally.Items.OrderByDescending(item => Tally.Votes(item, Tally.Choices[0])) : Tally.Items;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Ballots.ResultAsync(Place, id, Stop) is not { } found) return NotFound();
        Result = found;
        if (Poll.HasCounts)
        {
            (Judged, Outcomes) = await Ballots.JudgeAsync(Result, Stop);
            if (Poll.State == "signed") Outcomes = Tally.Items.Where(item => item.Outcome is not null).ToDictionary(item => item.Number, item => item.Outcome!);
        }
        if (Poll.IsOnline && MayConduct) Voters = await Ballots.VotersAsync(id, Stop);
        if (Kind.PeriodName is not null)
            Waves = await db.QueryAsync<Wave>("select id, title, period, held_on, summary, id = @id as is_this from org.poll where kind = @kind and locality_path = @path and state = 'signed' order by held_on desc, id limit 12", new { id, kind = Kind.Id, path = Poll.LocalityPath }, Stop);
        return Page();
    }

    public string OutcomeOf(TallyItem item) => Outcomes.TryGetValue(item.Number, out var outcome) ? Result.OutcomeWords(item with { Outcome = outcome }) : "";
    public string LightOf(TallyItem item) => Outcomes.GetValueOrDefault(item.Number) switch { "passed" => "green", "tied" => "yellow", _ => "none" };

    public async Task<IActionResult> OnPostExportAsync(Guid id)
    {
        if (await Ballots.ResultAsync(Place, id, Stop) is not { Poll.HasCounts: true } found) return NotFound();
        Result = found;
        if (Poll.State != "signed") (_, Outcomes) = await Ballots.JudgeAsync(Result, Stop);
        else Outcomes = Tally.Items.Where(item => item.Outcome is not null).ToDictionary(item => item.Number, item => item.Outcome!);
        var file = FileStore.Temporary();
        try
        {
            await using (var sheet = new SheetWriter(file, Kind.Title, Here.Mark))
            {
                sheet.Begin([new(Kind.ItemNoun, 30), new("投票人", 14), .. Kind.Choices.Codes.Select(code => new SheetColumn(code.Name, 10)), new(Kind.ShareName, 12), new("结果", 14)], Poll.Title,
                    $"{Poll.PlaceName}　{Dates.Format(Poll.HeldOn)}　{string.Join('，', TallyGroup.Numbers.Select(number => $"{number.Label} {number.Of(Tally.Whole)}"))}　{Poll.States.NameOf(Poll.State)}");
                foreach (var item in Items)
                    foreach (var group in IsGrouped ? [.. Tally.Groups, null] : (IEnumerable<TallyGroup?>)[null])
                        sheet.Row([item.Title, group?.Name ?? "合计", .. Tally.Choices.Select(choice => (SheetCell)$"{Tally.Votes(item, choice, group)}"), Ballots.Percent(Tally.Share(item, Kind.Favourable, group)), group is null ? OutcomeOf(item) : ""]);
                await sheet.FinishAsync(Stop);
            }
            await db.RecordAsync(new(DeedKind.Export, Kind.Id, id, Poll.LocalityPath, Poll.Title), Stop);
            file.Position = 0;
            return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Poll.Title}.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
