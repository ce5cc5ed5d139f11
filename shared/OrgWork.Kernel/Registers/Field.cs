namespace OrgWork.Kernel;

public enum FieldKind
{
    Text, LongText,
    /// <summary>A telephone number: always sensitive.</summary>
    Phone,
    Number, Flag, Date,
    /// <summary>A date known to the month, stored as its first day, shown as yyyy.MM.</summary>
    Month,
    /// <summary>One code of a <see cref="CodeSet"/>, stored as text.</summary>
    Code,
    /// <summary>A person's name: searched by any piece, by pinyin and by initials.</summary>
    Name,
    /// <summary>A citizen's identity number: stored encrypted with the person, only its mask in the register's table.</summary>
    Identity,
    /// <summary>A row of another register of the same module: its id is stored, its title shown.</summary>
    Row,
    /// <summary>A unit (机构) of <c>org.unit</c>.</summary>
    Unit,
}

/// <summary>One column of a register: how it is called, checked, shown, filtered.</summary>
/// <param name="Column">the column of the table, snake case</param>
public sealed record Field(string Column, string Label, FieldKind Kind)
{
    public static Field Text(string column, string label, int max = 100) => new(column, label, FieldKind.Text) { MaxLength = max };
    /// <summary>A unit's 统一社会信用代码; its register names <see cref="UnitRules.CreditCode"/> among its rules.</summary>
    public static Field CreditCode(string column = "credit_code", string label = "统一社会信用代码") => new(column, label, FieldKind.Text) { MaxLength = 18, Spelling = Kernel.CreditCode.Canonical };
    public static Field LongText(string column, string label, int max = 4000) => new(column, label, FieldKind.LongText) { MaxLength = max };
    public static Field Phone(string column, string label) => new(column, label, FieldKind.Phone) { MaxLength = 30, IsSensitive = true };
    public static Field Number(string column, string label, int min = 0, int max = int.MaxValue) => new(column, label, FieldKind.Number) { Min = min, Max = max };
    public static Field Flag(string column, string label) => new(column, label, FieldKind.Flag);
    public static Field Date(string column, string label) => new(column, label, FieldKind.Date);
    public static Field Month(string column, string label) => new(column, label, FieldKind.Month);
    public static Field Code(string column, string label, CodeSet codes) => new(column, label, FieldKind.Code) { Codes = codes };
    public static Field Name(string column = "name", string label = "姓名") => new(column, label, FieldKind.Name) { MaxLength = 36, IsRequired = true, IsListed = true };
    public static Field Identity(string column = "identity_mask", string label = "公民身份号码") => new(column, label, FieldKind.Identity) { IsSensitive = true };
    public static Field Row(string column, string label, string register) => new(column, label, FieldKind.Row) { RegisterId = register };
    public static Field Unit(string column, string label) => new(column, label, FieldKind.Unit);

    public CodeSet? Codes { get; init; }
    /// <summary>For <see cref="FieldKind.Row"/>: the register, of the same module, that is referred to.</summary>
    public string? RegisterId { get; init; }
    public int? MaxLength { get; init; }
    /// <summary>Makes of what was typed the one spelling under which a text is kept and found.</summary>
    public Func<string, string>? Spelling { get; init; }
    public int Min { get; init; }
    public int Max { get; init; } = int.MaxValue;
    /// <summary>How many places a number has behind its point; its column is <c>numeric</c> then, and <c>int</c> without.</summary>
    public int Decimals { get; init; }
    public bool IsRequired { get; init; }
    public bool IsSensitive { get; init; }
    /// <summary>
    /// A sensitive text: its column holds the mask; beside it stand <c>…_cipher</c> and <c>…_index</c>, made by <c>org.make_sensitive</c> in the module's migration.
    /// </summary>
    public bool IsEncrypted => IsSensitive && Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Phone;
    /// <summary>Shown in the list unless the user has chosen other columns.</summary>
    public bool IsListed { get; init; }
    public bool IsFilter { get; init; }
    /// <summary>Among the filters that stand in the first row; the others open under 更多条件.</summary>
    public bool IsFirstFilter { get; init; }
    public bool CanSort { get; init; }
    public bool ShowsAge { get; init; }
    /// <summary>What stands before and after the years.</summary>
    public (string Before, string After) AgeWords { get; init; } = ("", "岁");
    /// <summary>In a list: takes the width that is left, one line, whole text in the tip.</summary>
    public bool IsWide { get; init; }
    /// <summary>In a list: only on wide screens.</summary>
    public bool OnlyOnWideScreens { get; init; }
    /// <summary>The heading it stands under on the record and in the form.</summary>
    public string Group { get; init; } = "基本信息";
    public string? Default { get; init; }
    public string? Hint { get; init; }
    /// <summary>A date or month that lies ahead is a fault (birth, joining).</summary>
    public bool NotInFuture { get; init; }
    /// <summary>Comes of a deed: shown, listed and filtered, and in no form, import or change in bulk.</summary>
    public bool IsByDeed { get; init; }

    /// <summary>A number with a point: 60.5. Its column is <c>numeric</c>.</summary>
    public Field WithDecimals(int places) => this with { Decimals = places };
    public Field Required() => this with { IsRequired = true };
    /// <summary>The one spelling under which a value is encrypted, found and compared.</summary>
    public string Canonical(string value) => Kind == FieldKind.Phone
        ? string.Concat(value.Normalize(System.Text.NormalizationForm.FormKC).Where(c => char.IsAsciiDigit(c) || c == '+'))
        : value.Normalize(System.Text.NormalizationForm.FormKC).Trim();

    /// <summary>Encrypted; masked on screen and in exports; opened for a stated purpose, and logged.</summary>
    public Field Sensitive() => this with { IsSensitive = true };
    public Field Listed() => this with { IsListed = true };
    public Field Wide() => this with { IsListed = true, IsWide = true };
    public Field WideScreensOnly() => this with { IsListed = true, OnlyOnWideScreens = true };
    public Field Filter() => this with { IsFilter = true };
    /// <summary>A filter that is asked for every day. Three or four of a register fill the first row.</summary>
    public Field FirstFilter() => this with { IsFilter = true, IsFirstFilter = true };
    /// <summary>Can order the list. Needs an index that begins with the column and ends with <c>id</c>.</summary>
    public Field Sortable() => this with { CanSort = true };
    public Field WithAge() => this with { ShowsAge = true };
    /// <summary>Shown with the full years since then, under their name: 党龄 20 年.</summary>
    public Field WithYears(string name) => this with { ShowsAge = true, AgeWords = (name, "年") };
    public Field Past() => this with { NotInFuture = true };
    /// <summary>Written by what is done with the row (办结日期, 阶段), and typed by nobody.</summary>
    public Field ByDeed() => this with { IsByDeed = true };
    public Field In(string group) => this with { Group = group };
    public Field DefaultsTo(string value) => this with { Default = value };
    public Field Hinted(string hint) => this with { Hint = hint };
}
