using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Ui;

/// <summary>A register's ledger of a year: as the cases stand, or as it was when the year was closed.</summary>
public abstract class YearlyPageModel(Db db) : RegisterPageModel
{
    /// <summary>More are closed below, place by place.</summary>
    public const int Most = 3000;
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public sealed record Closing
    {
        public string[] Heads { get; init; } = [];
        public string Lines { get; init; } = "[]";
        public DateTime ClosedAt { get; init; }
        public string ClosedName { get; init; } = "";
    }
    sealed record Kept(int Year);

    protected Db Db => db;
    public YearLedger Ledger => Register.Ledger!;
    public int Year { get; private set; }
    public IReadOnlyList<string> Heads { get; private set; } = [];
    public IReadOnlyList<string[]> Lines { get; private set; } = [];
    /// <summary>By whom and when this year was closed; nothing for a year that is open.</summary>
    public Closing? Closed { get; private set; }
    public IReadOnlyList<int> ClosedYears { get; private set; } = [];
    public bool IsMore { get; private set; }
    /// <summary>How many lines of the closed year read otherwise today: the ledger stays as it was, and says so.</summary>
    public int Differing { get; private set; }
    public string LedgerUrl => ListUrl + "/yearly";
    public string Title => $"{Here.PlaceName}{Year} 年{Ledger.Title}";
    public bool IsOver => Year < Today.Year;

    protected static string ToJson(IEnumerable<string[]> lines) => JsonSerializer.Serialize(lines, Json);

    protected async Task LoadAsync(int? year)
    {
        Year = year is >= 1949 and <= 2200 ? year.Value : Today.Year;
        var fields = Ledger.FieldsOf(Register);
        var asked = new Dictionary<string, StringValues>
        {
            [Ledger.DayColumn + ".from"] = Dates.Format(new(Year, 1, 1)), [Ledger.DayColumn + ".to"] = Dates.Format(new(Year, 12, 31)), ["sort"] = Ledger.DayColumn,
        };
        var page = await Rows.ListAsync(Place, ListRequest.Parse(Register, asked, Today), fields, Most, Stop);
        var reckoning = new Month(Year, 12);
        List<string[]> live = [.. page.Rows.Select(row => (string[])[PlaceName(row.LocalityPath), .. fields.Select((field, i) => FieldText.Show(field, row.Values[i], reckoning))])];
        var at = new { module = Place.Module.Id, register = Register.Id, path = Here.Locality.Path, year = Year };
        Closed = await db.FirstAsync<Closing>("select heads, lines::text as lines, closed_at, closed_name from org.year_ledger where module = @module and register = @register and locality_path = @path and year = @year", at, Stop);
        ClosedYears = [.. (await db.QueryAsync<Kept>("select year from org.year_ledger where module = @module and register = @register and locality_path = @path order by year desc limit 60", at, Stop)).Select(kept => kept.Year)];
        (Heads, Lines, IsMore) = (["所在地", .. fields.Select(field => field.Label)], live, page.Next is not null);
        if (Closed is not { } closed) return;
        (Heads, Lines, IsMore) = (closed.Heads, JsonSerializer.Deserialize<List<string[]>>(closed.Lines) ?? [], false);
        // Compared as a set of lines: what was put right, added or taken away since.
        var today = live.Select(line => string.Join('\u001f', line)).ToHashSet();
        var then = Lines.Select(line => string.Join('\u001f', line)).ToHashSet();
        Differing = Math.Max(then.Except(today).Count(), today.Except(then).Count());
    }

    /// <summary>Takes the year down as it stands.</summary>
    /// <returns>why not; nothing when it is closed</returns>
    protected async Task<string?> CloseAsync()
    {
        if (Closed is not null) return $"{Year} 年的台账已经封存";
        if (!IsOver) return $"{Year} 年还没有过完，过完再封存";
        if (IsMore) return $"超过 {Most} 条，请到下级逐级封存";
        var taken = await db.ExecuteAsync("insert into org.year_ledger (locality_path, module, register, year, title, heads, lines, line_count, closed_by, closed_name) values (@path, @module, @register, @year, @title, @heads, cast(@lines as jsonb), @count, @by, @name) on conflict do nothing",
            new { path = Here.Locality.Path, module = Place.Module.Id, register = Register.Id, year = Year, title = Title, heads = Heads.ToArray(), lines = ToJson(Lines), count = Lines.Count, by = db.Actor.Id, name = db.Actor.Name }, Stop);
        if (taken == 0) return $"{Year} 年的台账已经封存";
        await db.RecordAsync(new(DeedKind.CloseYear, Register.Id, LocalityPath: Here.Locality.Path, Title: Title, Changes: [new("条数", null, Lines.Count.ToString(CultureInfo.InvariantCulture))]), Stop);
        return null;
    }
}
