using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>
/// A local programme (专项) as an administrator describes it: what is recorded, what happens step by step, what counts, what lights, what is printed, who may.
/// Everything a module has follows from it (<see cref="DescribedModule"/>); it is kept, exported and reviewed as readable JSON.
/// </summary>
public sealed record ProgrammeDescription
{
    public required string Name { get; init; }
    public string Purpose { get; init; } = "";
    /// <summary>1 干部, 2 基层党建, 3 人才, 4 自身建设, 9 综合.</summary>
    public string Sphere { get; init; } = "9";
    /// <summary>The year of this edition; 0 for a mechanism that has none.</summary>
    public int Edition { get; init; }
    public string Owner { get; init; } = "";
    /// <summary>The paper it stands on: 方案文号.</summary>
    public string Basis { get; init; } = "";
    /// <summary>Rows of the inventories it serves.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];
    public IReadOnlyList<DescribedRegister> Registers { get; init; } = [];
    public DescribedParticipants? Participants { get; init; }
    public DescribedProcedure? Procedure { get; init; }
    public IReadOnlyList<DescribedLight> Lights { get; init; } = [];
    public IReadOnlyList<DescribedFigure> Figures { get; init; } = [];
    /// <summary>Figures of the platform's modules that stand beside those of the programme, under the part of it they tell of.</summary>
    public IReadOnlyList<DescribedShown> Shows { get; init; } = [];
    public IReadOnlyList<DescribedPaper> Papers { get; init; } = [];
    public DescribedWho Who { get; init; } = new();

    /// <summary>All registers, those that hang on a record among them.</summary>
    [JsonIgnore] public IEnumerable<DescribedRegister> AllRegisters => Registers.SelectMany(register => register.Lists.Prepend(register));
    public DescribedRegister? Find(string register) => AllRegisters.FirstOrDefault(one => one.Key == register);
    /// <summary>Whether a column is written by a step, and typed by nobody.</summary>
    public bool IsWrittenByStep(DescribedRegister register, string column) => ProgrammeSteps.IsWritten(this, register, column);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, MaxDepth = 24,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="ModuleRefusedException">the text cannot be read as a description</exception>
    public static ProgrammeDescription Parse(string json)
    {
        try
        {
            return ProgrammeRounds.Settle(JsonSerializer.Deserialize<ProgrammeDescription>(json, Json) ?? throw new JsonException("空文件"));
        }
        catch (JsonException fault)
        {
            throw new ModuleRefusedException($"专项描述读不懂（第 {fault.LineNumber + 1} 行）：{fault.Message}", fault);
        }
    }
}

/// <summary>A table of the programme: 走访台账. Its lists hang on one record of it.</summary>
public sealed record DescribedRegister
{
    /// <summary>Table and address: <c>visits</c>. Never changed once published.</summary>
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Noun { get; init; }
    public string Counter { get; init; } = "条";
    public IReadOnlyList<DescribedField> Fields { get; init; } = [];
    public IReadOnlyList<DescribedRegister> Lists { get; init; } = [];
    public IReadOnlyList<DescribedCondition> Conditions { get; init; } = [];
    /// <summary>Each place that takes part is asked for one record in every round.</summary>
    public DescribedRound? Round { get; init; }
    public DescribedRanking? Ranking { get; init; }
    /// <summary>What its rows come to stands on the records of those who are chosen in them, where these are kept.</summary>
    public IReadOnlyList<DescribedTelling> Tells { get; init; } = [];
    /// <summary>No longer shown; its table and rows stay.</summary>
    public bool Closed { get; init; }

    [JsonIgnore] public IEnumerable<DescribedField> Open => Fields.Where(one => !one.Closed);
    [JsonIgnore] public DescribedField? Name => Open.FirstOrDefault(one => one.Kind == DescribedKind.Name);
}

/// <summary>Who takes part, by the platform's own registers: who has entered something and who has not is known from the first day.</summary>
public sealed record DescribedParticipants
{
    /// <summary>county, township, village: every place of that kind; unit: every unit of <see cref="Kinds"/>; else one of <see cref="ProgrammeLists"/>.</summary>
    public required string Who { get; init; }
    /// <summary>Which register they enter. By its first field of the unit or list in question; by its rows' place where places take part.</summary>
    public required string Register { get; init; }
    /// <summary>Codes of 机构类别; none for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    /// <summary>Of a list of people those who are at most so old this year; none for all.</summary>
    public int? AgeAtMost { get; init; }
}

/// <summary>When it comes round, and who is asked: a record for each place is there at the round's beginning, to be filled in and sent.</summary>
public sealed record DescribedRound
{
    /// <summary>day, week, month, twomonth, quarter, half or year.</summary>
    public string Every { get; init; } = "month";
    /// <summary>county, township or village: every place of that kind below the programme's own.</summary>
    public string Places { get; init; } = "township";
    /// <summary>It is to be sent this many days after the round's end. Written even when it is none, which is not the usual five.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int Days { get; init; } = 5;
    /// <summary>It is opened this many days after the round's first day.</summary>
    public int Opens { get; init; }
    /// <summary>No round before and none after: the days between which the programme runs.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    /// <summary>It is not the description but the records of another register that say who reports, how often and until when.</summary>
    public DescribedOrders? Orders { get; init; }
}

/// <summary>Orders to report (调度令), each a record: rounds are opened by those in force, and end with them.</summary>
public sealed record DescribedOrders
{
    public required string Register { get; init; }
    /// <summary>The field with how often; the values of its options are those of <see cref="DescribedRound.Every"/>.</summary>
    public required string Every { get; init; }
    /// <summary>The field with who; the values of its options are those of <see cref="DescribedRound.Places"/>.</summary>
    public required string Places { get; init; }
    public required string From { get; init; }
    public required string Until { get; init; }
}

/// <summary>Places by a number: 季度赛 ranks a quarter's results and says where each stood the quarter before.</summary>
public sealed record DescribedRanking
{
    /// <summary>The number they are ranked by, the highest first, in the small language.</summary>
    public required string By { get; init; }
    /// <summary>Fields that tell one contest from another, the widest first: 年度, 季度.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
    /// <summary>The field that takes the rank.</summary>
    public required string Rank { get; init; }
    /// <summary>And that of the same name in the contest before.</summary>
    public string? Before { get; init; }
    /// <summary>The field that takes what the same name has come to since the widest contest began: four quarters make the year.</summary>
    public string? Total { get; init; }
    /// <summary>And the one that takes its place by that.</summary>
    public string? Standing { get; init; }
}

/// <summary>The record of whoever is chosen in a field is told what a row comes to (<see cref="ProgrammeResults"/>).</summary>
public sealed record DescribedTelling
{
    /// <summary>The field in which somebody or something of the platform's registers is chosen.</summary>
    public required string About { get; init; }
    /// <summary>The field with the day; without one it is the day of entry.</summary>
    public string? On { get; init; }
    /// <summary>The fields that say what came of it.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];
}

public enum DescribedKind
{
    // First, because what is not said is text.
    Text,
    /// <summary>By what a row is called: required, searched by any piece, by pinyin and initials. One in a register that is not a list.</summary>
    Name,
    LongText, Phone, Number, Flag, Date, Month, Year, Code,
    /// <summary>A unit of the platform's.</summary>
    Unit,
    /// <summary>A row of another register of the programme.</summary>
    Row,
    /// <summary>Somebody or something of the platform's other registers: <see cref="ProgrammeLists"/>.</summary>
    Listed,
}

public sealed record DescribedField
{
    /// <summary>The column. Never changed once published, whatever becomes of the label.</summary>
    public required string Key { get; init; }
    public required string Label { get; init; }
    public DescribedKind Kind { get; init; } = DescribedKind.Text;
    public bool Required { get; init; }
    /// <summary>Required from the beginning, so that no row can be without it.</summary>
    public bool NotNull { get; init; }
    public bool Listed { get; init; }
    public bool Wide { get; init; }
    public bool Filter { get; init; }
    public bool Sort { get; init; }
    public bool Sensitive { get; init; }
    /// <summary>A date or month that lies ahead is a fault.</summary>
    public bool Past { get; init; }
    public int? Min { get; init; }
    public int? Max { get; init; }
    /// <summary>How many places a number has behind its point, none to four. More may be added later, and none taken away.</summary>
    public int Decimals { get; init; }
    public int? Length { get; init; }
    /// <summary>A code table of the standards, by its id.</summary>
    public string? Codes { get; init; }
    /// <summary>Or options of its own: value → name.</summary>
    public IReadOnlyList<DescribedOption> Options { get; init; } = [];
    /// <summary>For <see cref="DescribedKind.Row"/>, and of which list for <see cref="DescribedKind.Listed"/>.</summary>
    public string? Register { get; init; }
    public string? Default { get; init; }
    public string? Hint { get; init; }
    public string? Group { get; init; }
    /// <summary>A number that is reckoned from the others and from the lists, in the small language, whenever one of them changes.</summary>
    public string? Formula { get; init; }
    /// <summary>
    /// Taken over from the record that is chosen in another field of the form, as it stands on the day it is chosen: <c>cadre_id.post</c>. It is a copy, typed by nobody, and
    /// taken anew when somebody or something else is chosen.
    /// </summary>
    public string? From { get; init; }
    /// <summary>Not a copy of that day: when the record of this programme that was chosen changes, so does what was taken over from it.</summary>
    public bool Follows { get; init; }
    /// <summary>Of a step's field: the column of the record in which what is typed there stands from then on (<see cref="ProgrammeSteps"/>).</summary>
    public string? Into { get; init; }
    /// <summary>Comes of a deed or of the round, and is typed by nobody.</summary>
    public bool ByDeed { get; init; }
    /// <summary>No longer filled in; what was recorded stays.</summary>
    public bool Closed { get; init; }
}

public sealed record DescribedOption(string Value, string Name)
{
    /// <summary>No longer to be chosen; rows that chose it still say it.</summary>
    public bool Closed { get; init; }
}

/// <summary>A ready condition above the list, in the list's own words: <c>state=1&amp;done_on.none=1</c>.</summary>
public sealed record DescribedCondition(string Name, string Query);

/// <summary>What happens step by step with the rows of one register.</summary>
public sealed record DescribedProcedure
{
    public required string Title { get; init; }
    public required string Register { get; init; }
    public IReadOnlyList<DescribedStep> Steps { get; init; } = [];
}

public sealed record DescribedStep
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    /// <summary>In words: 承办单位.</summary>
    public required string Who { get; init; }
    /// <summary>county, township, village, branch: the lowest place that acts on it.</summary>
    public string Level { get; init; } = "branch";
    public IReadOnlyList<DescribedField> Fields { get; init; } = [];
    public IReadOnlyList<string> Documents { get; init; } = [];
    /// <summary>Days after the step before it, at the earliest and at the latest.</summary>
    public int? MinDays { get; init; }
    public int? MaxDays { get; init; }
    public IReadOnlyList<DescribedOutcome> Outcomes { get; init; } = [];
    /// <summary>What stands in the record once it is done, whichever way it goes.</summary>
    public IReadOnlyList<DescribedSet> Sets { get; init; } = [];
    public string Requirement { get; init; } = "";
    /// <summary>No case comes to it any more; one that stands in it finishes it and goes on.</summary>
    public bool Closed { get; init; }
}

public sealed record DescribedOutcome
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    /// <summary>The step it goes on with (or back to).</summary>
    public string? Next { get; init; }
    public bool Ends { get; init; }
    public bool Completes { get; init; }
    /// <summary>What stands in the record when it goes this way.</summary>
    public IReadOnlyList<DescribedSet> Sets { get; init; } = [];
}

/// <summary>A step writes into the record: the day it was done, or one of the options of a column, by its name, as formulas know it.</summary>
public sealed record DescribedSet(string Column, string? Option = null);

/// <summary>Rows under a condition light, stand on the desk, and hold a form up when it says so.</summary>
public sealed record DescribedLight
{
    public required string Key { get; init; }
    public required string Register { get; init; }
    /// <summary>What is wrong, in a few words: 超期未办结.</summary>
    public required string Title { get; init; }
    /// <summary>What is demanded, in a sentence.</summary>
    public string Demand { get; init; } = "";
    /// <summary>A condition in the small language (<see cref="Formula"/>).</summary>
    public required string When { get; init; }
    /// <summary>red or yellow.</summary>
    public string Light { get; init; } = "red";
    /// <summary>remind, warn or refuse.</summary>
    public string Severity { get; init; } = "remind";
    public string Basis { get; init; } = "";
}

public sealed record DescribedFigure
{
    public required string Key { get; init; }
    public required string Register { get; init; }
    public required string Title { get; init; }
    public string Group { get; init; } = "本专项";
    /// <summary>Which rows count; empty for all.</summary>
    public string Count { get; init; } = "";
    /// <summary>A share of those.</summary>
    public string OutOf { get; init; } = "";
    /// <summary>A mean of this number.</summary>
    public string Mean { get; init; } = "";
    /// <summary>What each row that counts weighs, added up: the total of this number.</summary>
    public string Sum { get; init; } = "";
    /// <summary>What the total is a share of, added up likewise over <see cref="OutOf"/>: rows of more weight count for more, as they do not in a mean of rates.</summary>
    public string SumOf { get; init; } = "";
    /// <summary>Empty for % in shares and for what rows are counted in elsewhere. A share of totals in any other unit is no percentage but so much for each one: 元 by head.</summary>
    public string Unit { get; init; } = "";
    /// <summary>higher, lower or nothing.</summary>
    public string Better { get; init; } = "";
    public decimal? Yellow { get; init; }
    public decimal? Red { get; init; }
    public decimal? Target { get; init; }
}

/// <summary>A figure of a module's, <c>grassroots/study-done</c>, or of another programme's, which is known by its name: <c>红色物业/covered</c>.</summary>
/// <param name="Group">what of the programme it tells of</param>
public sealed record DescribedShown(string Figure, string Group);

/// <summary>A paper put out for rows: a certificate or a letter, in lines with {字段} in them.</summary>
public sealed record DescribedPaper
{
    public required string Key { get; init; }
    public required string Register { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Lines { get; init; } = [];
    /// <summary>The office that puts its name below.</summary>
    public string Signed { get; init; } = "";
}

/// <summary>Ids of the platform's roles that are offered what it takes; administrators decide from then on.</summary>
public sealed record DescribedWho
{
    public IReadOnlyList<string> Read { get; init; } = ["programme_office", "township"];
    public IReadOnlyList<string> Edit { get; init; } = ["programme_office", "township"];
    public IReadOnlyList<string> Act { get; init; } = ["programme_office", "township"];
    public IReadOnlyList<string> Manage { get; init; } = ["programme_office"];
}
