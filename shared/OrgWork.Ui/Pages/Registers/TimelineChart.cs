using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace OrgWork.Ui;

/// <summary>
/// Spans of a child register over the years, one lane for each level, drawn by the server: an SVG whose numbers are attributes, since the page takes no style from anywhere else.
/// </summary>
public sealed class TimelineChart
{
    public const int LaneHeight = 32, BarHeight = 24, LabelWidth = 76, Width = 880, Top = 6;
    const int LetterWidth = 12;

    public sealed record Bar(double X, int Lane, double Width, string Label, string Words, bool IsNow, bool IsMarked);

    public IReadOnlyList<string> Lanes { get; private init; } = [];
    public IReadOnlyList<Bar> Bars { get; private init; } = [];
    public IReadOnlyList<(double X, int Year)> Years { get; private init; } = [];
    public string? Legend { get; private init; }
    public int Bottom => Top + Lanes.Count * LaneHeight;
    public int Height => Bottom + 22;

    /// <summary>Whole, since Razor takes an element named text for its own.</summary>
    public IHtmlContent Draw(string title)
    {
        var svg = new StringBuilder(4000);
        void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
        string Safe(string text) => WebUtility.HtmlEncode(text);
        Add($"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Safe(title)}时间轴：{Safe(string.Join("；", Bars.Select(bar => bar.Words)))}\">");
        for (var i = 0; i < Lanes.Count; i++)
        {
            var line = Top + (i + 1) * LaneHeight - 3;
            Add($"<text class=\"tl-lane\" x=\"{LabelWidth - 8}\" y=\"{line - 12}\" text-anchor=\"end\">{Safe(Lanes[i])}</text><line class=\"tl-line\" x1=\"{LabelWidth}\" x2=\"{Width}\" y1=\"{line}\" y2=\"{line}\"/>");
        }
        foreach (var (x, year) in Years) Add($"<text class=\"tl-year\" x=\"{x}\" y=\"{Bottom + 15}\" text-anchor=\"middle\">{year}</text>");
        foreach (var bar in Bars)
        {
            var y = Top + bar.Lane * LaneHeight;
            Add($"<g><title>{Safe(bar.Words)}</title><rect class=\"tl-bar{(bar.IsNow ? " tl-now" : "")}\" x=\"{bar.X}\" y=\"{y}\" width=\"{bar.Width}\" height=\"{BarHeight}\"/>");
            if (bar.IsMarked) Add($"<rect class=\"tl-mark\" x=\"{bar.X}\" y=\"{y + BarHeight - 3}\" width=\"{bar.Width}\" height=\"3\"/>");
            if (bar.Label != "") Add($"<text class=\"tl-text{(bar.IsNow ? " tl-text-now" : "")}\" x=\"{bar.X + 4}\" y=\"{y + 16}\">{Safe(bar.Label)}</text>");
            svg.Append("</g>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>Nothing where fewer than two spans say when they began and on which level.</summary>
    public static TimelineChart? Of(ChildList list, DateOnly today)
    {
        if (list.Place.Register is not { Timeline: { } drawn, BeganColumn: { } began, LastedColumn: { } lasted } register) return null;
        int At(string column) => register.Fields.TakeWhile(field => field.Column != column).Count();
        var (from, to, lane, label, marked) = (At(began), At(lasted), At(drawn.Lane), At(drawn.Label), drawn.Marked is null ? -1 : At(drawn.Marked));
        var codes = register.Fields[lane].Codes!;
        var spans = list.Rows.Where(row => row.Values[from] is DateOnly && row.Values[lane] is string)
            .Select(row => (Row: row, From: (DateOnly)row.Values[from]!, To: row.Values[to] as DateOnly? ?? today, Lane: (string)row.Values[lane]!)).Where(span => span.To > span.From).OrderBy(span => span.From).ToList();
        if (spans.Count < 2) return null;
        var lanes = codes.Codes.Select(code => code.Value).Where(value => spans.Any(span => span.Lane == value)).ToList();
        var (first, last) = (spans[0].From.Year, today.Year + 1);
        double X(DateOnly day) => Math.Round(LabelWidth + (day.Year - first + (day.DayOfYear - 1) / 366.0) / (last - first) * (Width - LabelWidth - 4), 1);
        var step = (last - first) switch { <= 12 => 1, <= 26 => 2, _ => 5 };
        return new()
        {
            Lanes = [.. lanes.Select(codes.NameOf)],
            Bars = [.. spans.Where(span => lanes.Contains(span.Lane)).Select(span =>
            {
                var (x, width, name) = (X(span.From), Math.Max(3, X(span.To) - X(span.From) - 1), FieldText.Show(register.Fields[label], span.Row.Values[label], default));
                var letters = (int)(width - 6) / LetterWidth;
                var ended = span.Row.Values[to] is DateOnly end ? Month.Of(end).ToString() : "今";
                return new Bar(x, lanes.IndexOf(span.Lane), width, name.Length <= letters ? name : letters < 2 ? "" : name[..(letters - 1)] + "…", $"{Month.Of(span.From)} 至 {ended}　{name}", span.Row.Values[to] is null, marked >= 0 && span.Row.Values[marked] is true);
            })],
            Years = [.. Enumerable.Range(first, last - first + 1).Where(year => (year - first) % step == 0 && year < last).Select(year => (X(new DateOnly(year, 1, 1)), year))],
            Legend = marked >= 0 && spans.Any(span => span.Row.Values[marked] is true) ? $"下沿粗线为{drawn.MarkedWords}" : null,
        };
    }
}
