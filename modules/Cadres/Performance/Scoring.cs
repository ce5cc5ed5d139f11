using System.Globalization;

namespace OrgWork.Cadres;

public sealed record Indicator(Guid Id, string Name, string Measure, string Owner, string DataSource, string Direction, int Weight, string Rule);
public sealed record IndicatorValue(Guid IndicatorId, Guid UnitId, string UnitName, decimal? Target, decimal? Actual);
/// <param name="Points">null where there is nothing to reckon from</param>
public sealed record IndicatorPoints(Indicator Indicator, decimal? Target, decimal? Actual, decimal? Rate, decimal? Points, string Words)
{
    public bool IsFull => Points >= Indicator.Weight;
}

/// <summary>The arithmetic of points.</summary>
public static class Scoring
{
    static string Show(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <param name="all">of all units, for those that go by rank</param>
    public static IndicatorPoints Of(Indicator indicator, IndicatorValue? value, IEnumerable<IndicatorValue> all, int cap)
    {
        if (value?.Actual is not { } actual) return new(indicator, value?.Target, null, null, null, "还没有填完成值");
        if (indicator.Rule == "3")
        {
            var others = all.Where(one => one.IndicatorId == indicator.Id && one.Actual is not null).ToList();
            var place = 1 + others.Count(one => indicator.Direction == "1" ? one.Actual > actual : one.Actual < actual);
            var points = Round(indicator.Weight * (others.Count - place + 1m) / others.Count);
            return new(indicator, value.Target, actual, null, points, $"{others.Count} 个单位中第 {place} 名：{indicator.Weight} × {others.Count - place + 1}/{others.Count} ＝ {Show(points)}");
        }
        if (value.Target is not { } target) return new(indicator, null, actual, null, null, "还没有填目标值");
        var isHigh = indicator.Direction == "1";
        if (indicator.Rule == "2")
        {
            var meets = isHigh ? actual >= target : actual <= target;
            return new(indicator, target, actual, null, meets ? indicator.Weight : 0, $"{Show(actual)} {(meets ? "达到" : "没有达到")}目标 {Show(target)}，得 {(meets ? indicator.Weight : 0)}");
        }
        var (over, under) = isHigh ? (actual, target) : (target, actual);
        // Nothing was to be reached, or nothing was left: that is reached.
        var rate = under == 0 ? cap / 100m : over / under;
        var counted = Math.Min(rate, cap / 100m);
        var got = Round(indicator.Weight * counted);
        return new(indicator, target, actual, rate, got, $"完成率 {Show(over)} ÷ {Show(under)} ＝ {Math.Round(rate * 100, 1):0.#}%{(rate > counted ? $"，封顶 {cap}%" : "")}：{indicator.Weight} × {Math.Round(counted * 100, 1):0.#}% ＝ {Show(got)}");
    }

    public static decimal Round(decimal points) => Math.Round(points, 2, MidpointRounding.AwayFromZero);

    public static IReadOnlyList<(Guid Unit, string Name, IReadOnlyList<IndicatorPoints> Points, decimal Total, int Open, int Place)> Rank(IReadOnlyList<Indicator> indicators, IReadOnlyList<IndicatorValue> values, int cap)
    {
        var scored = values.GroupBy(one => (one.UnitId, one.UnitName)).Select(unit =>
        {
            var points = indicators.Select(indicator => Of(indicator, unit.FirstOrDefault(one => one.IndicatorId == indicator.Id), values, cap)).ToList();
            return (Unit: unit.Key.UnitId, Name: unit.Key.UnitName, Points: (IReadOnlyList<IndicatorPoints>)points, Total: points.Sum(one => one.Points ?? 0), Open: points.Count(one => one.Points is null));
        }).ToList();
        return [.. scored.OrderByDescending(one => one.Total).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => (one.Unit, one.Name, one.Points, one.Total, one.Open, 1 + scored.Count(other => other.Total > one.Total)))];
    }
}
