using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Why somebody is in or out: condition by condition, with what their record says.</summary>
public sealed class QueryWhyModel : QueryPageModel
{
    public sealed record Line(int Number, string Way, string Asked, bool IsMet, IReadOnlyList<string> Says);

    public RecordSheet Sheet { get; private set; } = null!;
    public QueryVerdict Verdict { get; private set; } = null!;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string Title => Sheet.Record.TitleIn(Register);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid row)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Faults.Count > 0) return Forbidden();
        if (await Rows.SheetAsync(Place, row, Stop) is not { } sheet || await Kept.ExplainAsync(Asked, Sets, [row], Stop) is not [var verdict]) return NotFound();
        (Sheet, Verdict) = (sheet, verdict);
        Lines = [.. Whole.Conditions().Select((one, i) => new Line(i + 1, one.Way, Say(one.Part), verdict.Met[i], Says(one.Part, verdict, i)))];
        return Page();
    }

    IReadOnlyList<string> Says(QueryPart part, QueryVerdict verdict, int number)
    {
        var reckoning = Month.Of(Day);
        var set = Sets.First(set => set.Id == part.Set);
        if (set.IsRecord)
            return [.. part.Tests.SelectMany(test => test.How == QueryHow.Until ? new[] { test.Column, test.Values[0] } : [test.Column]).Distinct().Select(column =>
            {
                var field = set.Find(column)!;
                var shown = set.FactOf(column) is not null ? FieldText.Show(field, verdict.Facts.GetValueOrDefault(column), reckoning) : FieldText.Show(field, Sheet.Record.ShownOf(field), reckoning);
                return $"{field.Label}：{(shown == "" ? "未填" : shown)}";
            })];
        var child = Sheet.Children.First(child => child.Place.Register.Id == part.Set);
        // The lines that answer; where none do, what is there at all.
        var matching = child.Rows.Where(line => verdict.Lines[number].Contains(line.Id)).ToList();
        var shownLines = (matching.Count > 0 ? matching : child.Rows.TakeLast(4)).Select(line => string.Join("　", child.Place.Register.Fields.Select((field, i) => (field, Text: FieldText.Show(field, line.Values[i], reckoning))).Where(cell => cell.field.IsListed && cell.Text != "").Select(cell => cell.Text)));
        return matching.Count > 0 ? [$"符合的 {matching.Count} {child.Place.Register.Counter}：", .. shownLines] : child.Rows.Count == 0 ? [$"没有登记{child.Place.Register.Title}"] : [$"{child.Place.Register.Title} {child.Rows.Count} {child.Place.Register.Counter}，没有符合的。最后的几{child.Place.Register.Counter}：", .. shownLines];
    }
}
