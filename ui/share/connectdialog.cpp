// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/connectdialog.h"

#include "ui/charwidth.h"
#include "ui/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

QLabel* labelFor(QWidget* buddy, const QString& text)
{
    auto* label = new QLabel(text, buddy->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(buddy);
    return label;
}

constexpr int ClientRole = Qt::UserRole;
constexpr int margin = 8;

/// Draws a guide as two lines: the dialect, and beneath it, dim, the client.
///
/// Thread: GUI. Owner: the dialog.
class GuideDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QString dialect = std::exchange(item.text, {});
        const QStyle* style = item.widget->style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool selected = item.state & QStyle::State_Selected;
        const bool active = item.state & QStyle::State_Active;
        const QPalette::ColorGroup group
            = active || !selected ? QPalette::Active : QPalette::Inactive;
        QRect area = item.rect.adjusted(margin, margin / 2, -margin, -margin / 2);
        area.setHeight(area.height() / 2);
        const auto draw = [&](QPalette::ColorRole role, const QString& text) {
            painter->setPen(item.palette.color(group, selected ? QPalette::HighlightedText : role));
            painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
            area.translate(0, area.height());
        };
        painter->save();
        draw(QPalette::Text, dialect);
        draw(QPalette::PlaceholderText, index.data(ClientRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFontMetrics& metrics = option.fontMetrics;
        const int width = std::max(metrics.horizontalAdvance(index.data().toString()),
            metrics.horizontalAdvance(index.data(ClientRole).toString()));
        return {width + 2 * margin, 2 * metrics.lineSpacing() + margin};
    }
};

QPushButton* copyButton(const char* name, QWidget* parent)
{
    auto* button = new QPushButton(symbolicIcon(QStringLiteral("copy")), QString(), parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    return button;
}

} // namespace

ConnectDialog::ConnectDialog(const QList<Guide>& guides, QWidget* parent)
    : QDialog(parent)
    , m_guides(guides)
    , m_list(new QListWidget(this))
    , m_url(new QLineEdit(this))
    , m_copyUrl(copyButton("copyGuideUrl", this))
    , m_snippet(new QPlainTextEdit(this))
    , m_copySnippet(copyButton("copyGuideSnippet", this))
{
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Connect a client"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(makeList());
    columns->addWidget(makeGuide(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    const int character = characterWidth(fontMetrics());
    resize(QSize(character * 124, fontMetrics().height() * 36)
               .boundedTo(parent ? parent->window()->size() : QSize(1280, 800)));
    choose(0);
    m_list->setFocus();
}

QWidget* ConnectDialog::makeList()
{
    m_list->setObjectName(QStringLiteral("guides"));
    m_list->setAccessibleName(tr("Clients, by their protocol"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new GuideDelegate(m_list));
    for (const Guide& guide : m_guides) {
        auto* item = new QListWidgetItem(guide.dialect, m_list);
        item->setData(ClientRole, guide.client);
        item->setData(Qt::AccessibleTextRole,
            tr("%1, with %2", "a dialect and a client").arg(guide.dialect, guide.client));
    }
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth()
        + m_list->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectDialog::fill);
    return m_list;
}

QWidget* ConnectDialog::makeGuide()
{
    auto* guide = new QWidget(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_url->setFont(fixed);
    m_snippet->setFont(fixed);
    m_url->setObjectName(QStringLiteral("guideUrl"));
    m_url->setAccessibleName(tr("The address this client is told"));
    m_url->setReadOnly(true);
    m_snippet->setObjectName(QStringLiteral("guideSnippet"));
    m_snippet->setAccessibleName(tr("A small program that works"));
    m_snippet->setReadOnly(true);
    m_snippet->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_snippet->setTabChangesFocus(true);
    m_snippet->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_snippet->document()->setDocumentMargin(8);

    connect(m_copyUrl, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_guides.at(shown()).url);
        m_copyUrl->setText(tr("Copied"));
    });
    connect(m_copySnippet, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_guides.at(shown()).snippet);
        m_copySnippet->setText(tr("Copied"));
    });
    for (QPushButton* button : {m_copyUrl, m_copySnippet}) {
        button->setText(tr("Copy &snippet"));
        button->setMinimumWidth(button->sizeHint().width());
    }

    auto* grid = new QGridLayout(guide);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(labelFor(m_url, tr("&Address:")), 0, 0, 1, 2);
    grid->addWidget(m_url, 1, 0);
    grid->addWidget(m_copyUrl, 1, 1);
    grid->addWidget(labelFor(m_snippet, tr("&Example:")), 2, 0, 1, 2);
    grid->addWidget(m_snippet, 3, 0, 1, 2);
    grid->addWidget(m_copySnippet, 4, 1);
    grid->setRowStretch(3, 1);
    grid->setColumnStretch(0, 1);
    return guide;
}

int ConnectDialog::shown() const
{
    return m_list->currentRow();
}

void ConnectDialog::choose(int guide)
{
    m_list->setCurrentRow(guide);
}

void ConnectDialog::fill(int guide)
{
    if (guide < 0) {
        return;
    }
    m_url->setText(m_guides.at(guide).url);
    m_url->setCursorPosition(0);
    m_snippet->setPlainText(m_guides.at(guide).snippet);
    m_copyUrl->setText(tr("Copy &URL"));
    m_copySnippet->setText(tr("Copy &snippet"));
}

} // namespace Signalbox
