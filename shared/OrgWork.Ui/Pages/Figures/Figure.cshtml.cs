using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class FigureModel : FigurePageModel
{
    const int Years = 5;

    public Figure Figure { get; private set; } = null!;
    public FigureValue Value => ByPlace[0].Value;
    public List<(GridRow Row, FigureValue Value)> ByPlace { get; private set; } = [];
    public List<(DateOnly Day, FigureValue Value)> Trend { get; private set; } = [];
    public decimal? Target { get; private set; }
    public string TargetSource { get; private set; } = "";
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(string figure)
    {
        if (Place.Figure(figure) is not { } wanted) return NotHere(All.Figure(figure)?.Of);
        await LoadAsync(wanted);
        return Page();
    }

    public async Task<IActionResult> OnPostTargetAsync(string figure, string? value, string? source)
    {
        if (Place.Figure(figure) is not { } wanted) return NotHere(All.Figure(figure)?.Of);
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000m) Fault = $"目标请填数字，填的是“{value}”";
        else if (source?.Trim() is not { Length: >= 2 and <= 80 } said) Fault = "请写明依据（文件名或文号），2 至 80 字";
        else
        {
            await Reader.SetTargetAsync(Place, wanted, Math.Round(number, 2), said, Stop);
            TempData["Done"] = "目标已设定";
            return Redirect(FigureUrl(wanted));
        }
        await LoadAsync(wanted);
        return this.Unprocessable();
    }

    async Task LoadAsync(Figure wanted)
    {
        Figure = wanted;
        ByPlace = await Reader.ByPlaceAsync(wanted, Stop);
        Trend = await Reader.TrendAsync(wanted, Years, Stop);
        var own = await Reader.TargetsAsync(Place.Module, Stop);
        (Target, TargetSource) = own.TryGetValue(wanted.Id, out var set) ? (set.Value, set.Source) : (wanted.Target, wanted.Target is null ? "" : wanted.Source);
    }

    public string DownUrl(Locality place) => $"/{place.Code}/{Place.Figures}/{Figure.Id}{(Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "")}";

    /// <summary>A place's own rows are opened where the place is.</summary>
    public string? RowsUrl(int row, Locality? place) => row == 0 ? Address($"{Place.Figures}/{Figure.Id}/rows") : place is null ? null : $"/{place.Code}/{Place.Figures}/{Figure.Id}/rows{(Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "")}";

    public string LightWords => Figure.Better == Better.Neither ? "不亮灯" : string.Join("；", new[]
    {
        Figure.Red is { } red ? $"{(Figure.Better == Better.Higher ? "低于" : "高于")} {red:0.##} 红灯" : null,
        Figure.Yellow is { } yellow ? $"{(Figure.Better == Better.Higher ? "低于" : "高于")} {yellow:0.##} 黄灯" : "未达目标黄灯",
    }.OfType<string>());
}
