using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What putting a document out takes on the screen: the rows it is for, and the answers asked for.</summary>
public abstract class DocumentPageModel(Db db) : PageModel
{
    /// <summary>So many papers at once; a list for all of them may be longer. More than a few are made as a task.</summary>
    public const int MostCopies = 2000, MostRows = 5000, MostPrinted = 300, MostAtOnce = 60, MostUnasked = 100;

    public DocumentPlace Place => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<DocumentPlace>() ?? throw new InvalidOperationException("This page is reached through a document's address only.");
    public Document Document => Place.Document;
    public Register Register => Place.Register.Register;
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected Db Db => db;
    protected CancellationToken Stop => HttpContext.RequestAborted;
    T Service<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
    protected DocumentOutput Output => field ??= new(db, Service<RegisterBook>(), Service<IdentityVault>(), Place, Here.PlaceThen);

    /// <summary>The place as it was called on the day that is shown.</summary>

    public string Address => Here.Url(Place.Path);
    public string ListUrl => Here.Url(Place.Register.Path) + (AsOf is null ? "" : "?" + AsOfQuery);
    public bool MayChangeTemplate => Document.TemplatePermission is { } needed && Here.MayWrite(needed);

    /// <summary>For whom, in the order of the list.</summary>
    public IReadOnlyList<ListRow> Chosen { get; private set; } = [];
    public bool IsTooMany { get; private set; }
    /// <summary>The day the rows are shown as of, when it is not today.</summary>
    public DateOnly? AsOf => Here.AsOf;
    /// <summary>For the end of an address that goes on with that day.</summary>
    public string AsOfQuery => AsOf is { } day ? $"asof={Kernel.AsOf.Format(day)}" : "";
    public RegisterForm Form { get; protected set; } = null!;
    protected Register Asked { get => field ??= DocumentOutput.QuestionsOf(Document); private set; }
    public IReadOnlyList<Field> Questions => Asked.Fields;

    /// <summary>The office's own template is for Word files; paper from the screen keeps the platform's layout, and says so.</summary>
    public bool HasOwnTemplate { get; private set; }
    protected async Task LookForTemplateAsync() => HasOwnTemplate = Document.TemplatePermission is not null && await new DocumentTemplates(db).CurrentAsync(Place, Here.Locality, Clock.Today, Stop) is not null;

    public string TitleOf(ListRow row) => FieldText.Show(Register.TitleField, row.Values[0], default);
    public string ChosenIds => string.Join(',', Chosen.Select(row => row.Id.ToString("N")));
    public int Most => Document.IsForAll ? MostRows : MostCopies;

    /// <summary>In an address: all of the list, which has no conditions. Said, so that an address that has lost its ids does not take everybody.</summary>
    public const string All = "all";
    /// <summary>Nobody was ticked: the rows are those that the list's conditions bring.</summary>
    public bool IsByConditions { get; private set; }

    /// <summary>The rows of <c>ids=</c>, or those under the list's own conditions; with neither, nobody.</summary>
    protected async Task FindChosenAsync(string? ids)
    {
        var list = ids is null ? ListRequest.Parse(Register, QueryHelpers.ParseQuery(Request.QueryString.Value), Clock.Today) : DocumentRequest.ListOf(Place.Register, AsOf, Clock.Today);
        IsByConditions = ids is null && (!list.IsPlain || Request.Query.ContainsKey(All));
        if (ids is null && !IsByConditions) return;
        var chosen = ids?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(Most + 1).ToArray();
        var found = new List<ListRow>();
        await Service<RegisterRows>().ForEachAsync(Place.Register, list, chosen, [Register.TitleField], row =>
        {
            if (found.Count <= Most) found.Add(row);
        }, Stop);
        IsTooMany = found.Count > Most;
        // As they were chosen: a list that was put in order by hand keeps it on paper.
        if (chosen is not null)
        {
            var order = chosen.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
            found.Sort((one, other) => order[one.Id].CompareTo(order[other.Id]));
        }
        Chosen = found;
    }

    /// <summary>A few records by a piece of their name.</summary>
    protected async Task<IReadOnlyList<ListRow>> FindAsync(string piece) =>
        (await Service<RegisterRows>().ListAsync(Place.Register, ListRequest.Parse(Register, [new("q", piece)], Clock.Today), [Register.TitleField], 20, Stop)).Rows;

    protected DocumentOrder OrderOf(Dictionary<string, string> answers) => new(Place.Path, [.. Chosen.Select(row => row.Id)], answers, Columns, AsOf);

    /// <summary>Those that were sent along, else those this person has chosen for the list.</summary>
    public string[] Columns => Request.HasFormContentType && Request.Form["columns"].ToString() is { Length: > 0 } sent ? sent.Split(',') : [.. Here.User.ListChoiceOf(Place.Register.Path).Columns];

    protected DocumentRequest Asking() => Output.RequestOf(OrderOf([]), Form ?? RegisterForm.New(Asked), Stop);

    RuleSettings? settings;

    /// <summary>What the place has set as usual and as the most stands in the form.</summary>
    protected async Task LimitAsync()
    {
        if (Document.Limits.Count == 0) return;
        settings = await Service<RuleChecks>().SettingsAsync(Stop);
        Asked = new()
        {
            Id = Asked.Id, Title = Asked.Title, Noun = Asked.Noun, Table = "", ReadPermission = Asked.ReadPermission, WritePermission = Asked.WritePermission,
            Fields = [.. Asked.Fields.Select(field => Document.Limits.FirstOrDefault(limit => limit.Option == field.Column) is { } limit ? field with { Default = Number(limit, limit.Usual), Hint = $"最多 {Number(limit, limit.Most)}，由“{limit.Rule.Title}”设定" } : field)],
        };
    }

    string Number(DocumentLimit limit, string parameter) => settings!.ValueOf(limit.Rule, limit.Rule.Parameter(parameter), Here.Locality.Path, Clock.Today).Value.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>What was answered; nothing when an answer is wrong, or nobody is chosen.</summary>
    protected async Task<DocumentOrder?> ReadOrderAsync()
    {
        await LimitAsync();
        var answers = Questions.Where(field => Request.Form.ContainsKey(field.Column)).ToDictionary(field => field.Column, field => Request.Form[field.Column].ToString());
        Form = DocumentOutput.Read(Document, answers);
        foreach (var limit in Document.Limits)
            if (Form.Values.GetValueOrDefault(limit.Option) is int amount && Number(limit, limit.Most) is var most && amount > int.Parse(most, CultureInfo.InvariantCulture)) Form.Fail(limit.Option, $"最多 {most}（{limit.Rule.Title}，{limit.Rule.Basis}）");
        return Form.IsValid && Chosen.Count > 0 && !IsTooMany ? OrderOf(answers) : null;
    }
}
