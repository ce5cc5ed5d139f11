namespace OrgWork.Kernel;

/// <summary>
/// A form or paper (表册文书) put out for rows of a register: how it looks, who may, what is asked before, where its words come from.
/// Printing, Word files, zips, the office's own templates and the record of deeds follow from it.
/// </summary>
public sealed class Document
{
    /// <summary>The segment of its address: <c>approval</c> → <c>/{locality}/cadres/files/documents/approval</c>.</summary>
    public required string Id { get; init; }
    /// <summary>What it is called: 干部任免审批表.</summary>
    public required string Title { get; init; }
    public required string Permission { get; init; }
    /// <summary>To put the office's own Word template in the place of the shipped one. Null where there is none to replace.</summary>
    public string? TemplatePermission { get; init; }
    /// <summary>One paper for all that were chosen (公示, 名册); otherwise one for each.</summary>
    public bool IsForAll { get; init; }
    /// <summary>It shows what is masked elsewhere: the purpose is asked for, and kept.</summary>
    public bool IsSensitive { get; init; }
    /// <summary>The parts of its number before the year: what 字号 the papers carry. Null for papers without one.</summary>
    public string? NumberHint { get; init; }
    /// <summary>Asked before it is put out.</summary>
    public IReadOnlyList<Field> Options { get; init; } = [];
    /// <summary>Answers whose usual value and limit the place has set as parameters of a rule.</summary>
    public IReadOnlyList<DocumentLimit> Limits { get; init; } = [];
    /// <summary>Tags without which the office's template would leave out what the form is for.</summary>
    public IReadOnlyList<string> RequiredTags { get; init; } = [];
    /// <summary>How it looks. A layout that depends on the request (columns of a list) has no template.</summary>
    public required Func<DocumentRequest, Layout> Layout { get; init; }
    public required Func<DocumentRequest, Task<IReadOnlyList<DocumentCopy>>> Fill { get; init; }

    public const string NumberOption = "number_mark";
    public const string NumberTag = "字号";

    /// <summary>What is asked before, with the number's words when it has one.</summary>
    public IReadOnlyList<Field> Asked => NumberHint is null ? Options : [Field.Text(NumberOption, "字号代字", 20).Required().Hinted(NumberHint), .. Options];
}

/// <summary>有效期 of a letter: what stands in the form, and no more than what, by the parameters of a rule where it is put out.</summary>
public sealed record DocumentLimit(string Option, Rule Rule, string Usual, string Most);

/// <summary>What a document is asked for: which rows, with what answers, and where.</summary>
public sealed record DocumentRequest(Db Db, RegisterPlace Place, IReadOnlyList<Guid> Ids, IReadOnlyDictionary<string, object?> Options, Locality Locality, IReadOnlyList<Field> Columns, DateOnly Today, RegisterRows Rows, IdentityVault Vault)
{
    /// <summary>The day the rows are shown as of, when it is not today.</summary>
    public DateOnly? AsOf { get; init; }
    public CancellationToken Stop { get; init; }

    /// <summary>The day that was answered; else the one the rows are shown as of; else today.</summary>
    public DateOnly DayOf(string option) => Options.GetValueOrDefault(option) as DateOnly? ?? AsOf ?? Today;
    public string TextOf(string option) => Options.GetValueOrDefault(option)?.ToString() ?? "";

    /// <summary>The register's table, as it was on the day, for a statement of one's own: <c>select … from {request.Table} c where c.id = any(@ids)</c>.</summary>
    public string Table => AsOf is { } day && Place.Register.KeepsHistory ? During(Place.TableOn(AsOf), day) : Place.Table;

    /// <summary>Another table that keeps its history, as it was on the day: <c>from {request.AsItWas("cadre_post")} p where …</c>.</summary>
    public string AsItWas(string table) => AsOf is { } day ? During(table + "_history", day) : table;

    static string During(string table, DateOnly day) => $"(select * from {table} where valid_from <= '{Kernel.AsOf.Format(day)}' and valid_to > '{Kernel.AsOf.Format(day)}')";

    /// <summary>The chosen rows with these columns, in the order they were chosen in.</summary>
    public async Task<IReadOnlyList<ListRow>> RowsAsync(IReadOnlyList<Field> columns)
    {
        var all = new Dictionary<Guid, ListRow>();
        await Rows.ForEachAsync(Place, ListOf(Place, AsOf, Today), [.. Ids], columns, row => all[row.Id] = row, Stop);
        return InOrder(all);
    }

    /// <summary>All rows of the list, on this day.</summary>
    public static ListRequest ListOf(RegisterPlace place, DateOnly? day, DateOnly today) =>
        ListRequest.Parse(place.Register, day is { } past ? [new(Kernel.AsOf.Key, Kernel.AsOf.Format(past))] : [], today);

    /// <summary>A person's whole identity number; that it was opened is on record with the paper.</summary>
    public async Task<string?> IdentityAsync(Guid person) =>
        await Db.FirstAsync<byte[]>("select org.person_cipher(@person)", new { person }, Stop) is { } cipher ? Vault.Decrypt(person, cipher) : null;

    /// <summary>What was read by id, in the order of the ids; one that is gone meanwhile is left out.</summary>
    public IReadOnlyList<T> InOrder<T>(IReadOnlyDictionary<Guid, T> all) => [.. Ids.Where(all.ContainsKey).Select(id => all[id])];

    /// <summary>The lists of a record that stand on its paper.</summary>
    public async Task<IReadOnlyList<ChildList>> ChildrenAsync(Guid id) => (await Rows.SheetAsync(Place, id, Stop, AsOf, may: permission => Place.Register.OnPaper.Any(child => child.ReadPermission == permission)))?.Children ?? [];
}

/// <summary>One paper: for whom, and what it says.</summary>
/// <param name="RowId">null for a paper about several</param>
/// <param name="Unit">the first part of its file's name</param>
public sealed record DocumentCopy(Guid? RowId, string Name, string Unit, string? LocalityPath, DocumentContent Content)
{
    /// <summary>What is missing or had to be squeezed, in words for whoever is about to print it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>A document at its register: what pages need to serve it.</summary>
public sealed record DocumentPlace(RegisterPlace Register, Document Document)
{
    /// <summary>Below the locality: <c>cadres/files/documents/approval</c>.</summary>
    public string Path { get; } = $"{Register.Path}/documents/{Document.Id}";

    /// <summary>Those a register declares, and the two every register has: 花名册 and one record on paper.</summary>
    public static IEnumerable<DocumentPlace> Of(RegisterPlace place) => place.Parent is not null ? [] : place.Register.Documents.Append(RosterDocument.Of(place)).Append(RecordDocument.Of(place)).Select(document => new DocumentPlace(place, document));
}
