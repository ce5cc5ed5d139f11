namespace OrgWork.Kernel;

/// <summary>What one copy of a document says: values by tag.</summary>
public sealed class DocumentContent
{
    readonly Dictionary<string, DocumentValue> values = [];
    readonly DocumentContent? around;

    public DocumentContent() { }
    DocumentContent(DocumentContent around, DocumentContent own)
    {
        this.around = around;
        foreach (var (tag, value) in own.values) values[tag] = value;
    }

    public DocumentContent Text(string tag, string? text) => With(tag, new DocumentText(text ?? ""));
    /// <summary>A text that may be too long for its cell even in the smallest size: what is left goes to <paramref name="rest"/>, and the flag of that name goes up.</summary>
    public DocumentContent Text(string tag, string? text, string rest) => With(tag, new DocumentText(text ?? "") { Rest = rest });
    public DocumentContent Flag(string tag, bool isUp) => With(tag, new DocumentFlag(isUp));
    /// <summary>Either this flag or its opposite, which has 无 before its name.</summary>
    public DocumentContent Either(string flag, bool isUp) => Flag(flag, isUp).Flag("无" + flag, !isUp);
    public DocumentContent Picture(string tag, byte[]? image) => With(tag, new DocumentPicture(image));
    /// <param name="room">how many rows the form has for them: fewer are filled up with empty ones, more share the same height</param>
    public DocumentContent Rows(string tag, IEnumerable<DocumentContent> rows, int room = 0) => With(tag, new DocumentRows([.. rows], room));

    DocumentContent With(string tag, DocumentValue value)
    {
        values[tag] = value;
        return this;
    }

    internal DocumentValue? Find(string tag) => values.TryGetValue(tag, out var value) ? value : around?.Find(tag);
    internal T? Find<T>(string tag) where T : DocumentValue => Find(tag) as T;
    /// <summary>An item of a list: its own values first, then those around it.</summary>
    internal DocumentContent Within(DocumentContent outer) => new(outer, this);
    internal DocumentContent Copy() => new(new(), this);
    internal IEnumerable<KeyValuePair<string, DocumentValue>> All => values;

    /// <summary>The text of a tag as it was given; empty for none.</summary>
    public string TextOf(string tag) => Find<DocumentText>(tag)?.Text ?? "";
    public IReadOnlyList<DocumentContent> RowsOf(string tag) => Find<DocumentRows>(tag)?.Items ?? [];
    internal bool IsUp(string? flag) => flag is null || Find<DocumentFlag>(flag) is { IsUp: true };
}

abstract record DocumentValue;

sealed record DocumentText(string Text) : DocumentValue
{
    public string? Rest { get; init; }
}

sealed record DocumentFlag(bool IsUp) : DocumentValue;
sealed record DocumentPicture(byte[]? Image) : DocumentValue;

sealed record DocumentRows(IReadOnlyList<DocumentContent> Items, int Room) : DocumentValue
{
    static readonly DocumentContent Nothing = new();

    /// <summary>With empty ones up to the room there is.</summary>
    public IEnumerable<DocumentContent> Filled => Items.Concat(Enumerable.Repeat(Nothing, Math.Max(0, Room - Items.Count)));
    /// <summary>What a row's height is multiplied with, so that all of them take the room and no more.</summary>
    public double Scale => Room > 0 && Items.Count > Room ? (double)Room / Items.Count : 1;
}
