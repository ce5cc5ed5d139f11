using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

public sealed class FiguresModel : FigurePageModel
{
    IReadOnlyList<Snapshot> kept = [];
    Dictionary<string, FigureTarget> targets = [];

    public Dictionary<Figure, FigureValue> Values { get; private set; } = [];

    /// <summary>Those of other modules that stand beside the module's own.</summary>
    public IReadOnlyList<ShownValue> Shown { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if (Place.Set.Shown.Count > 0) Shown = await HttpContext.RequestServices.GetRequiredService<FigureReaders>().ReadAsync(Place.Set.Shown, Stop);
        Values = await Reader.ValuesAsync(Place.Set.Figures, Stop);
        targets = await Reader.TargetsAsync(Place.Module, Stop);
        kept = await Reader.SnapshotsAsync(Place.Module, withContent: true, Stop);
    }

    public bool HasKept => kept.Count > 0;

    public FigureTarget? OwnOf(Figure figure) => targets.GetValueOrDefault(figure.Id);

    public static string Beyond(Figure figure, decimal? limit) => limit is not { } at ? "未达目标" : figure.Better == Better.Higher ? $"低于 {at:0.##}" : at == 0 ? "应为 0" : $"高于 {at:0.##}";

    /// <summary>What was taken down and what it is now, as a line. Drawn here: a page has dozens, and they need no script.</summary>
    public HtmlString SparkOf(Figure figure) => Spark(Snapshot.Of(kept, figure, Here.Day), Values[figure].Value);

    public static HtmlString Spark(IReadOnlyList<decimal> kept, decimal? now)
    {
        var values = kept.Cast<decimal?>().Append(now).OfType<decimal>().TakeLast(12).ToList();
        if (values.Count < 2) return HtmlString.Empty;
        var (low, span) = (values.Min(), Math.Max(values.Max() - values.Min(), 0.0001m));
        var points = string.Join(' ', values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{2 + i * 76m / (values.Count - 1):0.#},{18 - (value - low) / span * 14:0.#}")));
        return new($"<svg class=\"spark\" viewBox=\"0 0 80 20\" role=\"img\" aria-label=\"{string.Join('、', values.Select(value => value.ToString("0.#", CultureInfo.InvariantCulture)))}\"><polyline points=\"{points}\"/></svg>");
    }
}
