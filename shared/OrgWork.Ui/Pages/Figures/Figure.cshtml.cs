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
    /// <summary>What it can be taken apart by, for who sees the rows; what it is taken apart by, and the parts.</summary>
    public IReadOnlyList<Field> Splits => Here.May(Figure.Of.ReadPermission) ? [.. Figure.Of.Splits] : [];
    public Field? By { get; private set; }
    public List<(CountedKey Key, FigureValue Value)> Parts { get; private set; } = [];
    public FigureTarget? Own { get; private set; }
    public decimal? Target => Own?.Value ?? Figure.Target;
    public string TargetSource => Own?.Source ?? (Figure.Target is null ? "" : Figure.Source);
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(string figure, string? by)
    {
        if (Place.Figure(figure) is not { } wanted) return NotHere(All.Figure(figure)?.Of);
        await LoadAsync(wanted);
        if (by is null) return Page();
        By = Splits.FirstOrDefault(column => column.Column == by);
        if (By is null) return NotFound();
        Parts = await Reader.ByColumnAsync(wanted, By, Stop);
        return Page();
    }

    public async Task<IActionResult> OnPostTargetAsync(string figure, string? value, string? red, string? source)
    {
        if (Place.Figure(figure) is not { } wanted) return NotHere(All.Figure(figure)?.Of);
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000m) Fault = $"目标请填数字，填的是“{value}”";
        else if (!LimitIn(red, out var limit)) Fault = $"红灯界限请填数字，不另定的不填，填的是“{red}”";
        else if (limit is { } at && wanted.Better != Better.Neither && (wanted.Better == Better.Higher ? at > number : at < number)) Fault = $"红灯界限要比目标{(wanted.Better == Better.Higher ? "低" : "高")}";
        else if (source?.Trim() is not { Length: >= 2 and <= 80 } said) Fault = "请写明依据（文件名或文号），2 至 80 字";
        else
        {
            await Reader.SetTargetAsync(Place, wanted, new(Math.Round(number, 2), limit, said), Stop);
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
        Own = (await Reader.TargetsAsync(Place.Module, Stop)).GetValueOrDefault(wanted.Id);
    }

    public string DownUrl(Locality place) => $"/{place.Code}/{Place.Figures}/{Figure.Id}{(Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "")}";

    /// <summary>A place's own rows are opened where the place is.</summary>
    public string? RowsUrl(int row, Locality? place) => row == 0 ? Address($"{Place.Figures}/{Figure.Id}/rows") : place is null ? null : $"/{place.Code}/{Place.Figures}/{Figure.Id}/rows{(Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "")}";

    public string SplitUrl(Field column) => Address($"{Place.Figures}/{Figure.Id}", $"by={column.Column}") + "#parts";
    public string PartUrl(CountedKey key) => Address($"{Place.Figures}/{Figure.Id}/rows", $"by={key.Column.Column}&key={Uri.EscapeDataString(key.InAddress)}");

    public string LightWords => Figure.Better == Better.Neither ? "不亮灯" : string.Join("；", new[] { (Limit: Figure.LimitsOf(Own).Red, Light: "红灯"), (Limit: Figure.LimitsOf(Own).Yellow, Light: "黄灯") }
        .Where(said => said.Limit is not null).Select(said => $"{(Figure.Better == Better.Higher ? "低于" : "高于")} {said.Limit:0.##} {said.Light}").DefaultIfEmpty("设定目标以后，未达目标黄灯"));

    static bool LimitIn(string? typed, out decimal? limit)
    {
        limit = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000m) return false;
        limit = Math.Round(number, 2);
        return true;
    }
}
