using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>Reads the small language by recursive descent; every fault knows its place.</summary>
sealed class FormulaReader
{
    const int Deepest = 24;

    static readonly string[] Words =
    [
        "不为空", "为空", "已填", "未填", "不包含", "包含", "不属于", "属于", "不在", "在", "介于", "至", "不等于", "等于", "不早于", "不晚于", "早于", "晚于",
        "不少于", "不超过", "不大于", "不小于", "大于", "小于", "并且", "或者", "且", "或", "非", "不是", "今天", "个月", "天", "年", "月", "次数", "合计", "平均", "最近", "是", "否",
    ];

    enum Kind { End, Field, String, Number, Date, Word, Sign }

    readonly record struct Token(Kind Kind, string Text, int At);

    readonly string text;
    readonly DescribedRegister register;
    readonly List<Token> tokens = [];
    int next;
    int depth;
    /// <summary>The list whose fields are meant, inside of a sum over it.</summary>
    DescribedRegister? list;

    public FormulaReader(string text, DescribedRegister register)
    {
        (this.text, this.register) = (text, register);
        Cut();
    }

    public List<FormulaSum> Sums { get; } = [];
    public HashSet<string> Reads { get; } = [];

    public FormulaNode Whole()
    {
        var root = Or();
        if (Now.Kind != Kind.End) throw Wrong($"多出了“{Now.Text}”；几个条件之间要写“且”或“或”");
        return root;
    }

    // ---- cutting

    void Cut()
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c)) { i++; continue; }
            if (c is '[' or '【')
            {
                var end = text.IndexOfAny([']', '】'], i);
                if (end < 0) throw new FormulaException(i, "方括号没有关上，项目写作 [名称]");
                tokens.Add(new(Kind.Field, text[(i + 1)..end].Trim(), i));
                i = end + 1;
            }
            else if (c is '"' or '“' or '”' or '\'' or '‘' or '’' or '「')
            {
                var end = text.IndexOfAny(['"', '”', '“', '\'', '’', '‘', '」'], i + 1);
                if (end < 0) throw new FormulaException(i, "引号没有关上，文字写作 “已办结”");
                tokens.Add(new(Kind.String, text[(i + 1)..end], i));
                i = end + 1;
            }
            else if (char.IsAsciiDigit(c))
            {
                var end = i;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && LooksLikeDate(i, end))) end++;
                var piece = text[i..end];
                tokens.Add(new(piece.Count(one => one is '.' or '-') == 2 ? Kind.Date : Kind.Number, piece, i));
                i = end;
            }
            else if (Signs(i) is { } sign)
            {
                tokens.Add(new(Kind.Sign, sign.Plain, i));
                i += sign.Length;
            }
            else if (Words.FirstOrDefault(word => string.CompareOrdinal(text, i, word, 0, word.Length) == 0) is { } word)
            {
                tokens.Add(new(Kind.Word, word switch { "并且" => "且", "或者" => "或", "不是" => "非", "已填" => "不为空", "未填" => "为空", "属于" => "在", "不属于" => "不在", "月" => "个月", _ => word }, i));
                i += word.Length;
            }
            else if (char.IsAsciiLetter(c))
            {
                var end = i;
                while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
                var plain = text[i..end].ToLowerInvariant() switch { "and" => "且", "or" => "或", "not" => "非", "in" => "在", "between" => "介于", "today" => "今天", "count" => "次数", "sum" => "合计", "avg" => "平均", "true" => "是", "false" => "否", _ => throw new FormulaException(i, $"不认识“{text[i..end]}”；项目写作 [名称]，文字加引号") };
                tokens.Add(new(Kind.Word, plain, i));
                i = end;
            }
            else throw new FormulaException(i, $"不认识“{c}”；项目写作 [名称]，文字加引号");
        }
        tokens.Add(new(Kind.End, "末尾", text.Length));
    }

    /// <summary>A hyphen belongs to a date when four digits stand before the first of the two.</summary>
    bool LooksLikeDate(int start, int at) => text[at] == '.' || text.AsSpan(start, at - start) is var head && head.Length >= 4 && (head.Length == 4 || head[4] == '-');

    (string Plain, int Length)? Signs(int i) => text[i] switch
    {
        '<' when i + 1 < text.Length && text[i + 1] == '=' => ("<=", 2),
        '<' when i + 1 < text.Length && text[i + 1] == '>' => ("<>", 2),
        '>' when i + 1 < text.Length && text[i + 1] == '=' => (">=", 2),
        '!' when i + 1 < text.Length && text[i + 1] == '=' => ("<>", 2),
        '<' or '＜' => ("<", 1), '>' or '＞' => (">", 1), '=' or '＝' => ("=", 1), '≤' => ("<=", 1), '≥' => (">=", 1), '≠' => ("<>", 1),
        '(' or '（' => ("(", 1), ')' or '）' => (")", 1), ',' or '，' or '、' => (",", 1),
        '+' or '＋' => ("+", 1), '-' or '－' => ("-", 1), '*' or '×' => ("*", 1), '/' or '÷' => ("/", 1),
        _ => null,
    };

    // ---- reading

    Token Now => tokens[next];
    FormulaException Wrong(string words) => new(Now.At, words);
    bool Is(string word) => Now.Kind is Kind.Word or Kind.Sign && Now.Text == word;

    bool Take(string word)
    {
        if (!Is(word)) return false;
        next++;
        return true;
    }

    void Need(string word)
    {
        if (!Take(word)) throw Wrong($"这里要写“{word}”，写的是“{Now.Text}”");
    }

    FormulaNode Or()
    {
        if (++depth > Deepest) throw Wrong("括号套得太深，请拆成几条");
        var left = And();
        while (Is("或"))
        {
            var at = Now.At;
            next++;
            left = Join(false, left, And(), at);
        }
        depth--;
        return left;
    }

    FormulaNode And()
    {
        var left = Not();
        while (Is("且"))
        {
            var at = Now.At;
            next++;
            left = Join(true, left, Not(), at);
        }
        return left;
    }

    static FormulaJoin Join(bool isAnd, FormulaNode left, FormulaNode right, int at) => left.Type == FormulaType.Truth && right.Type == FormulaType.Truth ? new(isAnd, left, right)
        : throw new FormulaException(at, $"“{(isAnd ? "且" : "或")}”的两边都要是条件，如 [数量] 大于 0");

    FormulaNode Not()
    {
        if (!Is("非")) return Condition();
        if (++depth > Deepest) throw Wrong("“非”套得太深，请拆成几条");
        var at = Now.At;
        next++;
        var of = Not();
        depth--;
        return of.Type == FormulaType.Truth ? new FormulaNot(of) : throw new FormulaException(at, "“非”后面要是条件");
    }

    FormulaNode Condition()
    {
        var at = Now.At;
        var left = Sum();
        if (Now.Kind is not (Kind.Word or Kind.Sign)) return left;
        switch (Now.Text)
        {
            case "为空" or "不为空":
                var isNot = Now.Text == "不为空";
                next++;
                if (left.Type is FormulaType.Span) throw new FormulaException(at, "时间长度没有空不空");
                return new FormulaEmpty(left, isNot);
            case "在" or "不在":
                isNot = Now.Text == "不在";
                next++;
                Need("(");
                var among = new List<FormulaNode>();
                do
                {
                    var one = Now.At;
                    among.Add(Alike(left, Sum(), one));
                    if (among.Count > 50) throw Wrong("最多列 50 个");
                }
                while (Take(","));
                Need(")");
                return new FormulaIn(left, among, isNot);
            case "介于":
                next++;
                var fromAt = Now.At;
                var from = Alike(left, Sum(), fromAt);
                if (!Take("至") && !Take("且")) throw Wrong("写作 介于 … 至 …");
                var toAt = Now.At;
                return new FormulaJoin(true, Compare(">=", left, from, fromAt), Compare("<=", left, Alike(left, Sum(), toAt), toAt));
            case "包含" or "不包含":
                isNot = Now.Text == "不包含";
                next++;
                if (left is not FormulaField { Type: FormulaType.Text, Field.Kind: not DescribedKind.Code }) throw new FormulaException(at, "“包含”的左边要是文字项目");
                if (Now.Kind != Kind.String) throw Wrong("“包含”后面要是加引号的文字");
                return new FormulaContains(left, new(FormulaType.Text, Now.Text, $"“{tokens[next++].Text}”"), isNot);
        }
        if (SignOf(Now.Text, left.Type) is not { } sign) return left;
        next++;
        var rightAt = Now.At;
        return Compare(sign, left, Alike(left, Sum(), rightAt), rightAt);
    }

    static FormulaCompare Compare(string sign, FormulaNode left, FormulaNode right, int at)
    {
        if (sign is not ("=" or "<>") && left.Type is FormulaType.Truth or FormulaType.Text) throw new FormulaException(at, $"{Formula.NameOf(left.Type)}只能比等于和不等于");
        return new(sign, left, right);
    }

    static string? SignOf(string word, FormulaType type) => word switch
    {
        "=" or "等于" => "=", "<>" or "不等于" => "<>", "<" or "小于" => "<", ">" or "大于" => ">", "<=" or "不超过" or "不大于" => "<=", ">=" or "不少于" or "不小于" => ">=",
        "早于" when type == FormulaType.Date => "<", "晚于" when type == FormulaType.Date => ">", "不早于" when type == FormulaType.Date => ">=", "不晚于" when type == FormulaType.Date => "<=",
        _ => null,
    };

    /// <summary>The right side, of the left side's kind. A code's name becomes its value.</summary>
    static FormulaNode Alike(FormulaNode left, FormulaNode right, int at)
    {
        if (left is FormulaField { Field: { Kind: DescribedKind.Code } field } && right is FormulaConst { Plain: string name } constant)
        {
            var codes = DescribedModule.CodesOf(field);
            // What is offered no more may still be what rows have chosen.
            return (codes.Named(name) ?? codes.Codes.FirstOrDefault(one => one.Name == name)) is { } code ? constant with { Plain = code.Value } : codes.Has(name) ? constant with { Shown = $"“{codes.NameOf(name)}”" }
                : throw new FormulaException(at, $"“{name}”不在“{field.Label}”的可选内容里：{string.Join("、", codes.Codes.Take(12).Select(one => one.Name))}");
        }
        if (left.Type != right.Type) throw new FormulaException(at, $"左边是{Formula.NameOf(left.Type)}，右边是{Formula.NameOf(right.Type)}，不能相比");
        if (left.Type == FormulaType.Span) throw new FormulaException(at, "时间长度不能相比，请用两个日期相减得天数");
        return right;
    }

    FormulaNode Sum()
    {
        var left = Product();
        while (Is("+") || Is("-"))
        {
            var (sign, at) = (Now.Text[0], Now.At);
            next++;
            var right = Product();
            left = (left.Type, right) switch
            {
                (FormulaType.Date, FormulaSpan span) => new FormulaShift(left, span, sign == '-'),
                (FormulaType.Date, { Type: FormulaType.Date }) when sign == '-' => new FormulaArithmetic('-', left, right),
                (FormulaType.Number, { Type: FormulaType.Number }) => new FormulaArithmetic(sign, left, right),
                (FormulaType.Date, { Type: FormulaType.Number }) => throw new FormulaException(at, "日期加减要写明天、个月或年，如 今天 - 30天"),
                _ => throw new FormulaException(at, $"{Formula.NameOf(left.Type)}和{Formula.NameOf(right.Type)}不能{(sign == '+' ? "相加" : "相减")}"),
            };
        }
        return left;
    }

    FormulaNode Product()
    {
        var left = Unary();
        while (Is("*") || Is("/"))
        {
            var (sign, at) = (Now.Text[0], Now.At);
            next++;
            var right = Unary();
            left = left.Type == FormulaType.Number && right.Type == FormulaType.Number ? new FormulaArithmetic(sign, left, right) : throw new FormulaException(at, "只有数能相乘、相除");
        }
        return left;
    }

    FormulaNode Unary()
    {
        if (!Is("-")) return Primary();
        if (++depth > Deepest) throw Wrong("负号太多");
        var at = Now.At;
        next++;
        var of = Unary();
        depth--;
        return of.Type == FormulaType.Number ? new FormulaArithmetic('-', new FormulaConst(FormulaType.Number, 0m, "0"), of) : throw new FormulaException(at, "负号后面要是数");
    }

    FormulaNode Primary()
    {
        var token = Now;
        next += token.Kind == Kind.End ? 0 : 1;
        switch (token.Kind)
        {
            case Kind.Field:
                return FieldOf(token);
            case Kind.String:
                return new FormulaConst(FormulaType.Text, token.Text, $"“{token.Text}”");
            case Kind.Date:
                return Dates.TryParse(token.Text.Replace('-', '.'), out var day, out _) ? new FormulaConst(FormulaType.Date, day, Dates.Format(day)) : throw new FormulaException(token.At, $"“{token.Text}”不是日期，写作 2026.03.01");
            case Kind.Number:
                if (token.Text.Length > 12 || !decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) throw new FormulaException(token.At, $"“{token.Text}”不是数，或者太长");
                if (!Is("天") && !Is("个月") && !Is("年")) return new FormulaConst(FormulaType.Number, number, token.Text);
                var unit = tokens[next++].Text;
                if (number != decimal.Truncate(number) || number > (unit == "天" ? 36600 : unit == "年" ? 100 : 1200)) throw new FormulaException(token.At, "时间长度要是整数，不超过一百年");
                return new FormulaSpan((int)number * (unit == "年" ? 12 : 1), unit != "天", token.Text + unit);
            case Kind.Word when token.Text is "是" or "否":
                return new FormulaConst(FormulaType.Truth, token.Text == "是", token.Text);
            case Kind.Word when token.Text == "今天":
                return new FormulaToday();
            case Kind.Word when token.Text is "次数" or "合计" or "平均" or "最近":
                return Aggregate(token);
            case Kind.Sign when token.Text == "(":
                var inside = Or();
                Need(")");
                return inside;
            case Kind.End:
                throw new FormulaException(token.At, "没有写完");
            default:
                throw new FormulaException(token.At, $"“{token.Text}”不能写在这里");
        }
    }

    FormulaField FieldOf(Token token)
    {
        var fields = (list ?? register).Open.ToList();
        // Inside of a sum a field of the record itself goes by the register's title: what each row of the list is held against.
        if (list is not null && token.Text.StartsWith(register.Title + ".", StringComparison.Ordinal))
        {
            var of = list;
            list = null;
            var own = FieldOf(token with { Text = token.Text[(register.Title.Length + 1)..].Trim() });
            list = of;
            return own with { Of = register.Title };
        }
        if (fields.FirstOrDefault(one => one.Label == token.Text) is not { } field)
            throw new FormulaException(token.At, register.Lists.Any(one => one.Title == token.Text) ? $"[{token.Text}]是附表，写作 次数([{token.Text}])" : $"“{(list ?? register).Title}”里没有“{token.Text}”，有：{string.Join("、", fields.Select(one => one.Label).Take(12))}");
        if (ProgrammeSchema.IsEncrypted(field)) throw new FormulaException(token.At, $"“{field.Label}”是敏感项，加密存放，不能用来算");
        if (list is null) Reads.Add(field.Key);
        return new(field, field.Kind switch
        {
            DescribedKind.Number or DescribedKind.Year => FormulaType.Number,
            DescribedKind.Date or DescribedKind.Month => FormulaType.Date,
            DescribedKind.Flag => FormulaType.Truth,
            DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed => throw new FormulaException(token.At, $"“{field.Label}”是引用，不能用来算"),
            _ => FormulaType.Text,
        });
    }

    FormulaSumColumn Aggregate(Token word)
    {
        if (list is not null) throw new FormulaException(word.At, $"“{word.Text}”里不能再套“{word.Text}”");
        Need("(");
        if (Now.Kind != Kind.Field || register.Lists.FirstOrDefault(one => one.Title == Now.Text && !one.Closed) is not { } of)
            throw Wrong(register.Lists.Count == 0 ? $"“{register.Title}”没有附表，不能用“{word.Text}”" : $"“{word.Text}”后面写附表：{string.Join("、", register.Lists.Select(one => $"[{one.Title}]"))}");
        var start = word.At;
        next++;
        list = of;
        var expression = "count(*)";
        var type = FormulaType.Number;
        if (word.Text != "次数")
        {
            Need(",");
            if (Now.Kind != Kind.Field) throw Wrong($"写作 {word.Text}([{of.Title}], [项目])");
            var field = FieldOf(Now);
            if (field.Type != (word.Text == "最近" ? FormulaType.Date : FormulaType.Number)) throw Wrong(word.Text == "最近" ? "“最近”要用日期项目" : $"“{word.Text}”要用数");
            next++;
            expression = $"{word.Text switch { "合计" => "coalesce(sum", "平均" => "avg", _ => "max" }}({field.Sql("l.")}){(word.Text == "合计" ? ", 0)" : "")}";
            type = field.Type;
        }
        var where = "";
        if (Take(","))
        {
            var at = Now.At;
            var condition = Or();
            if (condition.Type != FormulaType.Truth) throw new FormulaException(at, "这里要写条件");
            where = " and " + condition.Sql("l.");
        }
        Need(")");
        list = null;
        var label = text[start..tokens[next - 1].At] + ")";
        var sql = $"select {expression} from {{list}} l where l.{{parent}} = {{id}} and l.removed_at is null{where}";
        if (Sums.FirstOrDefault(one => one.Sql == sql && one.List == of.Key) is not { } sum)
            Sums.Add(sum = new("s_" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(of.Key + sql)))[..12], label, of.Key, type, sql));
        return new(sum);
    }
}
