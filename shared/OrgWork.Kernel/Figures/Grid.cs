using System.Text.Json.Serialization;

namespace OrgWork.Kernel;

/// <summary>A row of a computed table. By place, the place it counts.</summary>
public sealed record GridRow(string Label, int Indent, int? LocalityId = null, bool IsOwn = false);

/// <summary>A table with its numbers. Shares are reckoned from the counts and kept nowhere.</summary>
public sealed record Grid(Report Report, IReadOnlyList<GridRow> Rows, long[][] Cells)
{
    public decimal? Value(int row, int column)
    {
        if (Report.Columns[column].Share is not { } share) return Cells[row][column];
        var whole = Cells[row][share.Whole - 1];
        return whole == 0 ? null : Math.Round(100m * Cells[row][share.Part - 1] / whole, 1, MidpointRounding.AwayFromZero);
    }

    public string Show(int row, int column) => Value(row, column) is not { } value ? "—" : Report.Columns[column].Share is null ? value.ToString("0") : value.ToString("0.0");

    public SnapshotTable ToSnapshot() => new([.. Rows.Select(row => row.Label)], [.. Report.Columns.Select(column => column.FullLabel)], Cells);
}

/// <summary>What a snapshot keeps: the words along with the numbers, so that it can be read when the table has long been another.</summary>
public sealed record SnapshotTable(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, long[][] Cells)
{
    /// <summary>Nothing when that table had no such row or column.</summary>
    public long? Cell(string row, string column)
    {
        var (r, c) = (IndexOf(Rows, row), IndexOf(Columns, column));
        return r < 0 || c < 0 ? null : Cells[r][c];
    }

    /// <summary>What stands in a column of the first line, whatever that was called.</summary>
    public long? First(string column) => Cells.Length > 0 && IndexOf(Columns, column) is >= 0 and var c ? Cells[0][c] : null;

    static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (var i = 0; i < words.Count; i++)
            if (words[i] == word) return i;
        return -1;
    }
}

/// <summary>The first line of a table at the end of a year. Nothing in a column that the table did not have when the year was closed.</summary>
public sealed record YearLine(DateOnly Day, bool IsClosed, IReadOnlyList<long?> Cells);

public sealed record SnapshotContent(IReadOnlyDictionary<string, SnapshotTable> Reports, IReadOnlyDictionary<string, decimal?> Figures)
{
    [JsonIgnore] public int Count => Reports.Count + Figures.Count;
}

public sealed record Snapshot(Guid Id, string Title, DateOnly AsOf, bool IsYearEnd, DateTime TakenAt, string TakenName, SnapshotContent? Content)
{
    /// <summary>What was taken down of a figure up to a day, oldest first.</summary>
    public static IReadOnlyList<decimal> Of(IReadOnlyList<Snapshot> latestFirst, Figure figure, DateOnly until) =>
        [.. latestFirst.Where(snapshot => snapshot.AsOf <= until).Reverse().Select(snapshot => snapshot.Content!.Figures.GetValueOrDefault(figure.Id)).OfType<decimal>()];
}

/// <summary>One check of one line, with what stands on both sides.</summary>
/// <param name="Line">第 3 行 女; the words under which an exception is noted</param>
/// <param name="Row">where the rows behind can be asked for: the row and column that were checked, by position</param>
public sealed record CheckResult(Report Report, SumCheck Check, int Number, string Line, string Words, decimal Left, decimal Right, bool Holds, int? Row, int? Column)
{
    /// <summary>Why it may be so, noted by somebody.</summary>
    public string? Exception { get; init; }
    public string? NotedBy { get; init; }
    public decimal Difference => Left - Right;
}
