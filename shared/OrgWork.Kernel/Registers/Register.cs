namespace OrgWork.Kernel;

/// <summary>
/// A register (名册, 台账): one table, declared once. List, filters, record, form, history, bin and export follow from it.
/// The table is made by the module's migration with <c>org.make_register</c>, which adds the columns every register has:
/// id, locality_path, rank_order, version, created_at/by, changed_at/by, removed_at/by.
/// </summary>
public sealed class Register
{
    /// <summary>The segment of its address: <c>files</c> → <c>/{locality}/cadres/files</c>.</summary>
    public required string Id { get; init; }
    /// <summary>What the list is called: 干部名册.</summary>
    public required string Title { get; init; }
    /// <summary>What one row is called: 干部.</summary>
    public required string Noun { get; init; }
    /// <summary>人, 个, 项: what rows are counted in.</summary>
    public string Counter { get; init; } = "条";
    /// <summary>The table in the module's schema.</summary>
    public required string Table { get; init; }
    public required IReadOnlyList<Field> Fields { get; init; }
    /// <summary>What a form, a sheet or a change in bulk may say of a row: all but what comes of deeds.</summary>
    public IEnumerable<Field> TypedFields => Fields.Where(one => !one.IsByDeed);
    /// <summary>The permission to look; to write is <see cref="WritePermission"/>.</summary>
    public required string ReadPermission { get; init; }
    public required string WritePermission { get; init; }
    /// <summary>The permission to see sensitive items whole, one by one or in an export, for a stated purpose; without it they stay masked.</summary>
    public string? OpenPermission { get; init; }
    /// <summary>Who keeps the records knows what is in them: they open a single item without that permission.</summary>
    public bool MayOpen(Func<string, bool> may) => may(WritePermission) || OpenPermission is { } open && may(open);
    /// <summary>What is sensitive in a row is opened by those whose right is given for the very place or organisation the row belongs to, and by nobody further up: who answers for many looks at what there is, not into it.</summary>
    public bool OpensAtHome { get; init; }
    /// <summary>Rows are people: the person is one row in <c>org.person</c>, kept in step with this table's columns.</summary>
    public bool IsPerson { get; init; }
    /// <summary>The table has a history (<c>org.make_effective</c>): its list and records can be shown as of any day.</summary>
    public bool KeepsHistory { get; init; }
    /// <summary>Behind each column that is filtered by one value stands an index in the order of the list: what has that value is walked, and not sought out and sorted.</summary>
    public bool HasOrderedFilters { get; init; }
    /// <summary>The column with the day on which a row ceased to belong here (转出, 撤销). Such rows stay, and are no longer listed.</summary>
    public string? EndedColumn { get; init; }
    /// <summary>In a child register: the column with the day since when its row holds, so that the record as of an earlier day does without it.</summary>
    public string? BeganColumn { get; init; }
    /// <summary>Conditions everybody finds ready above the list.</summary>
    public IReadOnlyList<ReadyCondition> Conditions { get; init; } = [];
    /// <summary>Who changes a record says why; it stands beside the change.</summary>
    public bool AsksReason { get; init; }
    /// <summary>
    /// From which kind of place a row is kept, by what it says of itself (管理类别). Whoever has no right to write at a place of that kind above the row reads it: it is
    /// neither changed nor removed from there, nothing is added to its lists, no deed done on it and nothing guarded opened.
    /// </summary>
    public Func<IReadOnlyDictionary<string, object?>, LocalityKind?>? KeptFrom { get; init; }
    /// <summary>Why what was typed of a row stays as it is (approved, issued, signed): then no form, sheet or change in bulk alters it; deeds go on.</summary>
    public Func<IReadOnlyDictionary<string, object?>, string?>? FixedBecause { get; init; }
    /// <summary>Rules whose population are the rows of this register: the list can be narrowed to those who break one, a record shows what they say of it, a form that breaks one is held up.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];
    /// <summary>Lists that hang on one record and are shown in its tabs: education, posts, family.</summary>
    public IReadOnlyList<Register> Children { get; init; } = [];
    /// <summary>The lists that stand on the paper of a whole record: not those which tell of other ledgers under a right of their own.</summary>
    public IEnumerable<Register> OnPaper => Children.Where(child => !child.IsLedger || child.ReadPermission == ReadPermission);
    /// <summary>What else can be done with chosen rows, on pages of the module's own.</summary>
    public IReadOnlyList<RowAction> Actions { get; init; } = [];
    /// <summary>Deeds on chosen rows, with what has to be said for them and what follows; their pages are the platform's.</summary>
    public IReadOnlyList<RegisterDeed> Deeds { get; init; } = [];
    /// <summary>A ledger: its rows come of deeds alone, and nobody types, imports, changes or removes one. Let the migration take those rights from the module's login too.</summary>
    public bool IsLedger { get; init; }
    /// <summary>Its rows are laid out by a deed: what is open of them is filled in, and nobody adds, brings or removes one.</summary>
    public bool IsLaidOut { get; init; }
    /// <summary>Its rows of a year make a 台账 that is closed with the year.</summary>
    public YearLedger? Ledger { get; init; }
    /// <summary>In a child register: below the locality, before a row's id, the page where a row is opened (a task in the list of what a record gave rise to).</summary>
    public string? RowPath { get; init; }
    /// <summary>The module has a page of its own at a record's address; the shared one is not there.</summary>
    public bool HasOwnRecord { get; init; }
    /// <summary>Below the locality, before a record's id: the page that answers with its photo.</summary>
    public string? PhotoPath { get; init; }
    /// <summary>Forms and papers put out for its rows. 花名册 and one record on paper come by themselves.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];
    /// <summary>The columns that together say which row a line of a sheet is (平台、月份、党员); a code or the title unless said. Let a unique index hold them.</summary>
    public IReadOnlyList<string> KnownBy { get; init; } = [];
    /// <summary>In a child register: the column with the id of the record it hangs on.</summary>
    public string? ParentColumn { get; init; }

    /// <summary>In a child register whose rows last from <see cref="BeganColumn"/>: the column with their end, so that their time can be added up.</summary>
    public string? LastedColumn { get; init; }
    /// <summary>It can be asked combined questions over the record and its lists, and lists be made of it by hand: see Queries/README.md.</summary>
    public bool HasQueries { get; init; }
    /// <summary>What can be asked of a row beside its columns.</summary>
    public IReadOnlyList<QueryFact> QueryFacts { get; init; } = [];
    /// <summary>Combined questions to begin with.</summary>
    public IReadOnlyList<ReadyQuery> ReadyQueries { get; init; } = [];
    /// <summary>In a child register: its rows are opened for a stated purpose, which is on record; they stand in no query, no paper of the whole record and beside no record unasked.</summary>
    public bool IsGuarded { get; init; }
    /// <summary>In a child register with a <see cref="LastedColumn"/>: its rows are drawn over the years on the record they hang on.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>Stands for what another module publishes (<see cref="LentRegister"/>): rows are chosen from it, and it has no pages.</summary>
    public bool IsLent { get; init; }

    /// <summary>What it tells other modules when a record changes.</summary>
    public IReadOnlyList<Announcement> Announces { get; init; } = [];

    /// <summary>The column by which people call a row.</summary>
    public Field TitleField => Fields.FirstOrDefault(f => f.Kind == FieldKind.Name) ?? Fields[0];
    public Field? NameField => Fields.FirstOrDefault(f => f.Kind == FieldKind.Name);
    public Field? Find(string column) => Fields.FirstOrDefault(f => f.Column == column);
}

/// <summary>Spans of time (任职), a lane for each code of <paramref name="Lane"/>, the highest first.</summary>
/// <param name="Marked">a flag whose spans are marked (基层)</param>
public sealed record Timeline(string Lane, string Label, string? Marked = null, string? MarkedWords = null);

/// <summary>A page of the module's for rows of a register. From the list it is sent the ids (<c>id</c>) in a post; from a record it is a link.</summary>
/// <param name="Path">below the locality: <c>cadres/exchange/export</c></param>
/// <param name="IsForOne">it stands on the record alone, and its address ends with the id (also that of a path ending with <c>=</c>); otherwise <c>?id=</c> follows</param>
public sealed record RowAction(string Name, string Path, string Permission, bool IsForOne = false, bool Writes = false)
{
    /// <inheritdoc cref="RegisterDeed.IsForBelow"/>
    public bool IsForBelow { get; init; }
    /// <inheritdoc cref="RegisterDeed.IsToKeeper"/>
    public bool IsToKeeper { get; init; }

    public string For(Guid id) => Path.EndsWith('=') ? $"{Path}{id}" : IsForOne ? $"{Path}/{id}" : $"{Path}?id={id}";
}

/// <summary>
/// A deed on one or many rows that is more than filling in their form: 答复, 销号, 记一次联系. Its page (<c>…/deeds/{id}</c>) shows for whom, asks what has to be
/// known, says what follows, and does it for all or for none, with an entry for each.
/// </summary>
public sealed record RegisterDeed(string Id, string Title, string Permission)
{
    /// <summary>What follows, shown before it is confirmed.</summary>
    public required string Consequence { get; init; }
    public IReadOnlyList<Field> Fields { get; init; } = [];
    /// <summary>Also for places below, on a row that a higher place has made known to them: what they do with it is written at their own place.</summary>
    public bool IsForBelow { get; init; }
    /// <summary>Said to the place above that keeps the row (<see cref="Register.KeptFrom"/>), by those who only read it; of rows that are one's own it is not asked.</summary>
    public bool IsToKeeper { get; init; }
    /// <summary>Does it for one row; a text is the reason why it cannot, and nothing is done for any.</summary>
    public required Func<Db, RowDeed, CancellationToken, Task<string?>> Done { get; init; }
}

/// <summary>A deed on one row, as it is being done.</summary>
/// <param name="Values">by the column of the deed's fields, typed as a register's</param>
public sealed record RowDeed(Guid Id, string LocalityPath, string Title, IReadOnlyDictionary<string, object?> Values, string By)
{
    /// <summary>What it changed, told with the deed in its one entry.</summary>
    public List<Change> Told { get; } = [];
    public DateOnly? Day(string column) => Values.GetValueOrDefault(column) as DateOnly?;
    public string? Text(string column) => Values.GetValueOrDefault(column)?.ToString();
}

/// <summary>A condition that comes with the register, written as the list's own query string: <c>sex=2&amp;birth_on.from=1986.11</c>.</summary>
public sealed record ReadyCondition(string Name, string Query)
{
    /// <summary>Rows under it want a person: <c>red</c> for what is overdue or wrong, <c>yellow</c> for what soon will be. Such a condition stands on the desk with its number.</summary>
    public string? Light { get; init; }
    /// <summary>The rows that break a rule.</summary>
    public Rule? Rule { get; private init; }

    /// <summary>Those who break a rule, under what it says of them, with its light.</summary>
    public static ReadyCondition Of(Rule rule) => new(rule.WhenBroken, "rule=" + rule.Tail) { Light = rule.Light, Rule = rule };
}

/// <summary>A register in its module: what pages and engine need to serve it.</summary>
public sealed record RegisterPlace(ModuleManifest Module, Register Register, RegisterPlace? Parent = null)
{
    public string Table { get; } = $"\"{Module.Schema}\".\"{Register.Table}\"";
    /// <summary>The same columns as they were: the table itself today, its history on another day.</summary>
    public string TableOn(DateOnly? day) => day is null || !Register.KeepsHistory ? Table : $"\"{Module.Schema}\".\"{Register.Table}_history\"";
    public string GramTable { get; } = $"\"{Module.Schema}\".\"{Register.Table}_gram\"";
    /// <summary>Below the locality: <c>cadres/files</c>, for a child <c>cadres/files/posts</c>.</summary>
    public string Path { get; } = Parent is null ? $"{Module.Id}/{Register.Id}" : $"{Parent.Path}/{Register.Id}";
}
