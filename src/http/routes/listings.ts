import { dataProductView } from '../../app/data-products/views.js'
import { draftListing } from '../../app/listings/draft-listing.js'
import { enterListedProduct } from '../../app/listings/enter-listed-product.js'
import { listingCase } from '../../app/listings/listing-case.js'
import { orderCase } from '../../app/listings/order-case.js'
import { placeOrder } from '../../app/listings/place-order.js'
import { listingViews, orderViews } from '../../app/listings/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created } from '../shapes/command-answers.js'
import { ById, DataProductShape } from '../shapes/lending.js'
import {
  ListingShape,
  ListingStepBody,
  ListingWithProcess,
  NewListingBody,
  NewOrderBody,
  OrderShape,
  OrderStepBody,
  OrderWithProcess,
} from '../shapes/rights-chain.js'
import { answerOpened, answerStep, registerSubjectReads } from '../subject-routes.js'

const tags = ['listings']
const LISTINGS = '/v1/listings'
const ORDERS = '/v1/data-orders'

/** 挂牌 on an exchange and the orders for what is listed. */
export function registerListings(app: App, services: Services): void {
  app.post(
    LISTINGS,
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags,
        summary: '挂牌申请 Draft the listing of a registered product',
        body: NewListingBody,
        response: created(ListingWithProcess),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = { ...body, price: money(body.price), on: civilDate(body.on) }
      return answerOpened(services, request, reply, listingCase, (command) => draftListing(command, input))
    },
  )
  app.post(
    `${LISTINGS}/:id/steps`,
    {
      config: { access: ['enterprise_user', 'exchange_officer', 'compliance_reviewer'] },
      schema: {
        tags,
        summary: '挂牌流程 Take a step of a listing; freezing for a pledge is one',
        params: ById,
        body: ListingStepBody,
        response: changed(ListingWithProcess),
      },
    },
    (request, reply) => {
      const { listingNo, endsOn, registrationNo } = request.body
      return answerStep(services, request, reply, listingCase, {
        ...(listingNo === undefined ? {} : { listingNo }),
        ...(endsOn === undefined ? {} : { endsOn: civilDate(endsOn) }),
        ...(registrationNo === undefined ? {} : { registrationNo }),
      })
    },
  )
  app.post(
    `${LISTINGS}/:id/data-product`,
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags: ['data products'],
        summary: '登记挂牌产品 Enter the product that a listing stands for, with what its chain says',
        params: ById,
        response: created(DataProductShape),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        201,
        (command) => enterListedProduct(command, request.params.id),
        (tx, { id }) => dataProductView(tx, id),
      ),
  )
  registerSubjectReads(app, services, {
    path: LISTINGS,
    tags,
    listSummary: '挂牌列表 Listings in sight, newest first; what is traded is public',
    summary: '挂牌 One listing with its process',
    shape: ListingShape,
    shapeWithProcess: ListingWithProcess,
    subjectCase: listingCase,
    rowsOf: listingViews,
  })

  app.post(
    ORDERS,
    {
      config: { access: ['enterprise_user', 'loan_officer'] },
      schema: {
        tags,
        summary: '下单 Order what is listed',
        body: NewOrderBody,
        response: created(OrderWithProcess),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = { ...body, amount: money(body.amount), on: civilDate(body.on) }
      return answerOpened(services, request, reply, orderCase, (command) => placeOrder(command, input))
    },
  )
  app.post(
    `${ORDERS}/:id/steps`,
    {
      config: { access: ['enterprise_user', 'loan_officer', 'exchange_officer'] },
      schema: {
        tags,
        summary: '订单流程 Take a step of an order',
        params: ById,
        body: OrderStepBody,
        response: changed(OrderWithProcess),
      },
    },
    (request, reply) => {
      const { splits, voucherNo } = request.body
      return answerStep(services, request, reply, orderCase, {
        ...(splits === undefined ? {} : { splits: splits.map((split) => ({ ...split, amount: money(split.amount) })) }),
        ...(voucherNo === undefined ? {} : { voucherNo }),
      })
    },
  )
  registerSubjectReads(app, services, {
    path: ORDERS,
    tags,
    listSummary: '订单列表 Orders of the caller, newest first',
    summary: '订单 One order with its settlement and its process',
    shape: OrderShape,
    shapeWithProcess: OrderWithProcess,
    subjectCase: orderCase,
    rowsOf: orderViews,
  })
}
